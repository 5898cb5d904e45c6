"""Tests of the files that are brought in."""
