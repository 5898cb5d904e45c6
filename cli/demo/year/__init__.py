"""The year of the demo: what happens from the day on which the convention begins to the day on which it ends.

`scenes` says what happens when; `playing` moves the clock from one scene to the next. Every scene is played by the
ordinary verbs. Refuses to write a row itself.
"""
