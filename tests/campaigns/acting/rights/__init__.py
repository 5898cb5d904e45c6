"""Tests of `campaigns.acting.rights`."""
