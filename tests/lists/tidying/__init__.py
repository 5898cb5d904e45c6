"""Tests of what is shown to be put in order."""
