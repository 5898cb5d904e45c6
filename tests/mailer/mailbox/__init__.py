"""Tests of the mailboxes on this machine; a real IMAP server is asked in `tests/acceptance`."""
