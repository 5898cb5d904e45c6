"""Tests of people, organisations, lists and the permission to write."""
