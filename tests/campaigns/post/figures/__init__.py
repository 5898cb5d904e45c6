"""Tests of the figures of a report."""
