"""People, organisations, mailing lists, and the permission to write to them.

Owns who may be written to now and why somebody may not. Refuses to know what a letter, an issue or a
campaign is: the layer above passes in what is needed here, and reports what happened there to `history`.
"""
