"""Tests of reading what people send."""
