"""Tests of the rooms of accounts."""
