"""People, organisations, mailing lists, and the permission to write to them.

Owns who may be written to now and why somebody may not. Refuses to know what a letter, an issue or a
campaign is: what is needed from above is passed in, what happened above is reported to `history`.
"""
