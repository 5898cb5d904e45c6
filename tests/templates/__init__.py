"""Tests of the package `templates`."""
