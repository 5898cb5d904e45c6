"""Which picture each article of an edition has. An edition never changes: what was read of one is kept, by its hash."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlmodel import Session, col, select

from campaigns.editorial import snapshots
from campaigns.editorial.models import Edition
from campaigns.post.models import Article

#: Editions whose pictures a process remembers: many years of issues.
_MOST = 500
#: SHA-256 of an edition -> id of an item -> the name of its picture.
_known: dict[str, Mapping[int, str]] = {}


def of(session: Session, articles: Sequence[Article]) -> dict[int, str]:
    """Return the name of the picture of each article that has one, by the id of its item."""
    wanted = {one.edition_id for one in articles}
    found = session.exec(select(Edition.id, Edition.sha256).where(col(Edition.id).in_(wanted)))
    held = {number: _pictures(session, number or 0, sha256) for number, sha256 in found}
    named = {one.item_id: held[one.edition_id].get(one.item_id, "") for one in articles}
    return {item_id: name for item_id, name in named.items() if name}


def _pictures(session: Session, number: int, sha256: str) -> Mapping[int, str]:
    if sha256 not in _known:
        if len(_known) >= _MOST:
            _known.clear()
        content = session.exec(select(Edition.content).where(Edition.id == number)).one()
        _known[sha256] = {item.id: item.image for item in snapshots.parse(content).items}
    return _known[sha256]
