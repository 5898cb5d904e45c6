"""The officer's console, at every path that is not the readers'. It has a policy and errors of its own; no page yet."""
