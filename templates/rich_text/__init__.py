"""The bodies of items: small documents of nodes, read from and written to JSON, Markdown and HTML. Pure."""
