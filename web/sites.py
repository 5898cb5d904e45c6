"""Whose page it is: the letter that the head and the foot of every page name, errors included.

Owns what was read of each letter, so that an error page needs no database. Refuses to be the page of another letter.
"""

from __future__ import annotations

import re
import time

from campaigns.editorial import legal_notices
from campaigns.editorial.legal_notices import Masthead
from runtime.errors import RelaisError
from runtime.installation import Installation

#: The path of the pages of a letter with a name of its own.
_LETTER = re.compile(r"/l/lettres/([^/]+)")
#: Seconds for which a page that is about something else shows what was read.
_FRESH = 60.0


class Sites:
    """The letters of one installation, as one process knows them."""

    def __init__(self, opened: Installation) -> None:
        self._opened = opened
        #: The name of a letter in addresses -> when it was read, and what was read. Bounded: only letters that exist.
        self._known: dict[str, tuple[float, Masthead]] = {}

    def read(self, slug: str = "") -> Masthead | None:
        """Return the masthead of a letter as it is now; `None` when no letter has this name."""
        found = legal_notices.masthead(self._opened, slug)
        if found is not None:
            self._known[slug] = time.monotonic(), found
        return found

    def lately(self, path: str = "") -> Masthead | None:
        """Return the masthead of the letter to which a path belongs, as it was within the last minute."""
        slug = _slug(path)
        at, found = self._known.get(slug, (0.0, None))
        return found if found is not None and time.monotonic() - at < _FRESH else self.read(slug)

    def remembered(self, path: str = "") -> Masthead | None:
        """Return what is known of that letter, or else of the first one; asks the database only while it knows none."""
        for slug in (_slug(path), ""):
            if slug in self._known:
                return self._known[slug][1]
        try:
            return self.read()
        except RelaisError:
            return None


def _slug(path: str) -> str:
    match = _LETTER.match(path)
    return match[1] if match else ""
