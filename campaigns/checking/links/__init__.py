"""Following the links of a letter, without opening a way into the server's own network.

Owns what is visited, how, and what was found the last time. Refuses every address that is not public, ports other
than those of the web, and to read more of an answer than its head.
"""
