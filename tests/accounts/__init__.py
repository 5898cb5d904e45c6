"""Tests of the accounts of the console."""
