"""Tests of what goes when its term is over."""
