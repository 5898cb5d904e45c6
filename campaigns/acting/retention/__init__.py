"""What is kept for a limited time: the terms of all parts, what the tick does about them daily, and its rehearsal.

all_terms         every term there is, and what was set
expiring_records  things: each has a term, counts what has expired, and deletes it
inactive_people   persons: listed, asked, erased, at least a day between these steps
last_question     the question, and whether it was sent
signs_of_life     signs of life
daily             things and persons, once a day, or as a rehearsal
"""
