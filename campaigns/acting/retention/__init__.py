"""What is kept only so long: the terms of all parts, what the tick does about them once a day, and its rehearsal.

durations  every term there is, and what was set
steps      things: each has a term, counts what is over, and lets it go
people     persons: listed, asked, erased, a day between each at least
asking     the question, and whether it left
keeping    a sign of life that was given
daily      both of them, once a day, and rehearsed
"""
