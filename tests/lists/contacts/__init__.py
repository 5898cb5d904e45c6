"""Tests of `lists.contacts`."""
