"""Tests of `lists.permission`."""
