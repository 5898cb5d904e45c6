"""Tests of the lists of new signatories."""
