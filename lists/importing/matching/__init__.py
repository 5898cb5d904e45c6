"""Matching the lines of a file with what is known, and writing what is new or changed."""
