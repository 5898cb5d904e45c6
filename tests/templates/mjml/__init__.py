"""Tests of `templates.mjml`."""
