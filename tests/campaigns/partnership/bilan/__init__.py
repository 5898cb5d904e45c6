"""The review of a year: what it says, and the files that it becomes."""
