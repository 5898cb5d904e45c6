"""Verbs that need all the floors below: proofing, launching, sending, ticking, leaving."""
