"""The sending engine: what is due leaves, each letter recorded before its final dot; gentle with every provider.

    sending     one process: recorder, lanes, lines, until nothing more is due     crews        several of them
    feeding     rows leased by batches, made into letters                          dispatching  slices for workers
    lanes       who is written to next, by provider, at its pace (`quotas`, `slots`)
    conversing  one connection's life (`reply_outcomes`, `circuit_breaker`)
    recording   group commit: the only writer

Owns the process that sends, and no table: what it moves are the rows of `post.ledger`, which does not know it. Refuses
to let a letter leave whose intent is not on disk.
"""
