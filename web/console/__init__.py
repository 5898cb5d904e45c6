"""The officer's console, at every path outside the readers'. It has its own policy and errors, but no page yet."""
