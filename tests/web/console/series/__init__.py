"""Tests of `web.console.series`."""
