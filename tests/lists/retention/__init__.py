"""Tests of how long people are kept."""
