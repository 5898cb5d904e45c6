"""Tests of the audit as people read it."""
