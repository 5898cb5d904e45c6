"""The console in Chromium: what its scripts do, under its own policy."""
