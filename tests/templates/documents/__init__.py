"""Tests of `templates.documents`."""
