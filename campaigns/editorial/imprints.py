"""Who publishes, as the law asks to say on every page (LCEN art. 1-1)."""

from __future__ import annotations

from dataclasses import dataclass

from campaigns.editorial import publications
from runtime.installation import Installation


@dataclass(frozen=True)
class Imprint:
    """Who the pages belong to."""

    #: Of the publication.
    name: str
    publisher: str
    director: str
    #: Lines of the postal address.
    postal: tuple[str, ...]
    #: Where to write to.
    contact: str


def imprint(opened: Installation) -> Imprint:
    """Return whose pages these are."""
    with opened.database.reading() as session:
        one = publications.only(session)
        postal = tuple(filter(None, one.postal.split("\n")))
        return Imprint(one.name, one.publisher or one.from_name, one.director, postal, one.reply_to or one.from_address)
