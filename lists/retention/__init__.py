"""How long data about people is kept, and who has given no sign of life for that long.

    terms     each term with its lawful default; the value set instead, everywhere or for one list
    ties      who is never erased while it lasts: a signature that stands, membership of the network, a designation
    lapsing   who gave no sign for three years: listed first, asked once, erased only after that
    questions what became of the question to these people
    stages    how far a person is in that process, in French

Refuses to send the question and to know of letters: the layer above does both.
"""
