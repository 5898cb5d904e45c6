"""Tests of `mailer.smtp`, against real servers and byte-exact hostile ones."""
