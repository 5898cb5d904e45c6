"""Tests of `mailer.dkim`."""
