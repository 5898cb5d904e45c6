"""The story: items become issues, issues editions, editions deliveries, deliveries events and reports.

Owns what happens between a text and its readers, in floors of its own (see `docs/OVERVIEW.md`); refuses to
know how pages are drawn, how commands are parsed, and how bytes travel.
"""
