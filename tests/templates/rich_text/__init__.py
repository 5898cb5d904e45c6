"""Tests of `templates.rich_text`."""
