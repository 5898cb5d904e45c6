"""Tests of `campaigns.checking.doctor`."""
