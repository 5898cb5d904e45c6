"""A file of readers from the moment it is chosen to its import: looked at, simulated, brought in, step by step.

kept_files    its octets and what came of them, in the data folder, for a week at most
receiving     taking it, and what a person says about its columns
outcomes      what came of it, row by row, as a person reads it
running       simulating and importing beside the pages; what a stopped server left
results       an import as its page shows it, and its undoing
"""
