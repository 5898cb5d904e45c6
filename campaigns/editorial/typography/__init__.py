"""French typography: what a careful printer changes in a text, and what only a person can decide.

Owns the rules, the characters that no rule may touch, and the report of changes. Pure, and idempotent: a text that
was fixed is left alone. Refuses to guess: what depends on the meaning is an alert.
"""
