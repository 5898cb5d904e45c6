"""Tests of the officer's console."""
