"""Tests of `campaigns.post.outbox`."""
