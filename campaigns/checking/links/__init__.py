"""Following the links of a letter, without becoming a way into the network that the server stands in.

Owns what is visited, how, and what was found the last time. Refuses every address that is not public, ports other
than those of the web, and to read what a site answers beyond its first lines.
"""
