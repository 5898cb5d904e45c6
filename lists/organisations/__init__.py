"""Organisations by day: what they are called, where they belong, what they signed, how Insee knows them."""
