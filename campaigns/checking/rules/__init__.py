"""The rules, by family: each a small function from a draft to what it sees, each family a tuple in reading order."""
