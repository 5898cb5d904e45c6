"""Leaving, for all who press the button at the same moment: one transaction, one wait for the disk.

Whoever is answered has left, durably. Refuses to let the word of one depend on that of another.
"""

from __future__ import annotations

from functools import partial

from campaigns.post.readers import unsubscribing
from campaigns.post.readers.unsubscribing import Leaving
from runtime.installation import Installation
from web.together import Together


def together(opened: Installation) -> Together[str, Leaving]:
    """Return what takes the token of one reader, and answers when they have left."""
    return Together(partial(unsubscribing.leave_together, opened))
