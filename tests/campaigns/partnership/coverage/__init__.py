"""Whom the letter reached, région by région."""
