"""Two subjects tried on some of the readers of a campaign: who gets which, and which is the better one.

rows      the table: one row a campaign that tries two subjects
drawing   who gets which at once, and who waits
choosing  the better one, by clicks of persons that name nobody, for those who wait
standing  where a trial stands, in words
"""
