"""Tests of the verbs that need everything."""
