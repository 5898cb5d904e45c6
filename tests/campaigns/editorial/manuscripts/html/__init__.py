"""Tests of reading pages and what was copied."""
