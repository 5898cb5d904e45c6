"""Returned letters: recognised, recorded once, or kept for a person's decision."""
