"""Tests of `web.console.presentation`."""
