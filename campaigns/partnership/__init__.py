"""The partnership: commitments that are data, and what proves that they were kept.

Owns the stored convention, the evidence of its clauses, and what normal use adds to it. An installation may have no
convention: then every verb here answers that there is nothing. Refuses to know a clause by its name: what a clause
is, and what proves it, stands in the stored convention alone.
"""
