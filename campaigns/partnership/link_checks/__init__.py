"""Whether each partner's site shows the other, as clauses ask: a link to its site, and its logo.

Owns what a page shows and what was found when. Refuses to fetch: pages are handed over by the floor above.
"""
