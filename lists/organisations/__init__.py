"""Organisations at a date: what they are called, where they belong, what they signed, their codes at Insee."""
