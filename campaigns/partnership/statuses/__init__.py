"""Whether a commitment is kept: one small handler for each kind of commitment, without database, clock or words of any
one convention. The rules that they follow are told to readers in `docs/bilan.md`.
"""
