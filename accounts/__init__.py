"""Who works in the console: accounts, their roles, passwords, sessions and one-time links.

Owns who somebody is and what they may do. Refuses to know letters and readers: a publication is a number here, and
messages to the holder of an account are written by the layer above.
"""
