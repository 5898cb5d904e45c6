"""Tests of `web.console.meetings`."""
