"""Rooms of accounts: coming in, one's own account, and those of everybody."""
