"""Tests of `campaigns.acting.series`."""
