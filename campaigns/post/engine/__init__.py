"""The sending engine: what is due leaves, each letter recorded before its final dot; gentle with every provider.

    runs           one process: recorder, lanes, conversations, until nothing more is due  processes   several of them
    letter_queues  rows leased by batches, made into letters                               job_slices  parts for workers
    lanes          who is written to next, by provider, at its pace (`quotas`, `connection_slots`)
    conversations  one connection's life (`reply_outcomes`, `circuit_breaker`, `dialogue_tallies`)
    recording      group commit: the only writer

Owns the process that sends, and no table: it moves the rows of `post.ledger`, which does not import it. Refuses
to let a letter leave whose intent is not on disk.
"""
