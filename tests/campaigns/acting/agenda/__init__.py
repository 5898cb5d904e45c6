"""Tests of what the weeks ahead hold."""
