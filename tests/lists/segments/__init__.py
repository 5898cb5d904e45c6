"""Tests of `lists.segments`."""
