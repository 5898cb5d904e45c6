"""Tests of accounts where they meet letters."""
