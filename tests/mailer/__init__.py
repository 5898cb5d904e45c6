"""Tests of `mailer`."""
