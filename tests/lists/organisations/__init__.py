"""Tests of `lists.organisations`."""
