"""How long what is known of people is kept, and who has given no sign for that long.

    terms     each term with its lawful default; what somebody set instead, everywhere or for one list
    ties      who is never erased while it lasts: a signature that stands, membership of the network, a designation
    lapsing   who gave no sign for three years: listed first, asked once, erased only after that
    questions what became of the question to them
    stages    where somebody stands on that way, in French

Refuses to send the question and to know of letters: the floor above does both.
"""
