"""Tests of `campaigns.post.engine`."""
