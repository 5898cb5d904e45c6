"""Accounts of the console where they meet letters: publications by their name, addresses by the one grammar."""
