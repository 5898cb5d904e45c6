"""Tests of reading what comes back to a mailbox."""
