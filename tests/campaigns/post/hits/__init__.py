"""Tests of `campaigns.post.hits`."""
