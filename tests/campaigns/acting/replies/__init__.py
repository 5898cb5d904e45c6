"""Tests of conversations with readers."""
