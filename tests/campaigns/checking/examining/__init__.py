"""Tests of `campaigns.checking.examining`."""
