"""The figures of a report, one module a question, counted in SQL. Their sums are the ledger's, to the unit."""
