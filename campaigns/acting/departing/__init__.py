"""The departure of a letter as people watch and steer it: how long until it leaves, how far it is, what to decide.

Owns the margin between what a screen shows and what the engine does, and the sentences of the end. Refuses to move a
state by itself: that is done by `acting.steering`.
"""
