"""Tests of `templates.views`."""
