"""The archive as the officer lists it: every article that anybody may read today, newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from campaigns.editorial import publications
from campaigns.post.archives import queries
from campaigns.post.archives.queries import Wish
from runtime.installation import Installation

#: More articles than a partnership publishes in a lifetime.
_MOST = 10_000


@dataclass(frozen=True)
class Entry:
    """An article in the list."""

    item: int
    issue: int
    #: One of `models.Section`.
    section: str
    title: str
    #: The day that its issue bears.
    dated: date

    def as_json(self) -> dict[str, Any]:
        """Return it by the names that scripts know."""
        return {
            "item": self.item,
            "issue": self.issue,
            "section": self.section,
            "title": self.title,
            "date": self.dated.isoformat(),
        }


def listed(opened: Installation, words: str = "", *, publication: str | None = None) -> list[Entry]:
    """Return the articles in which these words stand, or all of them, of one publication or of all.

    Raises:
        errors.PublicationUnknown.
    """
    with opened.database.reading() as session:
        letter = publications.chosen(session, publication) if publication else None
        wish = Wish(words=words, mailing_list_id=letter.mailing_list_id if letter else None)
        found = queries.search(session, wish, size=_MOST).articles
        return [Entry(one.item_id, one.issue_id, one.section, one.title, one.dated) for one in found]
