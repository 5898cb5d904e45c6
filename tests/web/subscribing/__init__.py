"""Subscribing, as a reader does it."""
