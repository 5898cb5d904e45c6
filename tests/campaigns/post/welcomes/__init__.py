"""Tests of `campaigns.post.welcomes`."""
