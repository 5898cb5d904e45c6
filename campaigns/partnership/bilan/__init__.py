"""The review of a convention (« bilan »): the status of each commitment, its evidence, the figures, what comes next.

Owns the corrections of the committee and the document that the partners sign. Refuses readers' data: it holds counts,
hashes and the names of organisations, and the same state of the installation gives the same octets.
"""
