"""Tests of `campaigns.partnership.meetings`."""
