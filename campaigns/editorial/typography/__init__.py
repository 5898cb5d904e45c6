"""French typography: what a careful printer changes in a text, and what only a person can decide.

Owns the rules, the signs that no rule may touch, and the way a change is told. Pure, and idempotent: a text that
was mended is left alone. Refuses to guess: what depends on the meaning is an alert.
"""
