"""Service messages: queued in a transaction, handed over by the tick, apart from letters."""
