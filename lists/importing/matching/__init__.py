"""Putting the lines of a file beside what is known, and writing what is new or changed."""
