"""Taking an article, or a person named in it, out of the archive. What readers see changes; what was sent does not.

A withdrawal is dated, has a note, and stays. Refuses a name that stands nowhere in the article.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from campaigns import errors
from campaigns.editorial import snapshots
from campaigns.editorial.models import Edition
from campaigns.post.archives import publishing, redacting
from campaigns.post.models import Article, Withdrawal
from runtime import audit, clock
from runtime.installation import Installation


@dataclass(frozen=True)
class Removal:
    """What was taken out."""

    item: int
    #: Whether the whole article was taken out; otherwise a name in it.
    whole: bool
    #: In Paris.
    day: date
    #: What readers will read.
    note: str

    def as_json(self) -> dict[str, Any]:
        """Return it by the names that scripts know."""
        return {"item": self.item, "whole": self.whole, "date": self.day.isoformat(), "note": self.note}


def withdraw(opened: Installation, item_id: int, actor: str, *, name: str = "", note: str = "") -> Removal:
    """Withdraw an article, or every mention of a name in it.

    Raises:
        errors.NotInArchive: no such article was ever sent.
        errors.NameNotFound: the article does not contain this name.
    """
    now = opened.clock.now()
    with opened.database.transaction() as session:
        made = take_out(session, item_id, name=name, note=note, on=clock.in_paris(now).date())
        whole = not made.name
        audit.record(session, now, actor, "article.withdrawn", item=item_id, withdrawal=made.id, whole=whole)
        return Removal(item_id, whole, made.withdrawn_on, made.note)


def take_out(session: Session, item_id: int, *, name: str = "", note: str = "", on: date) -> Withdrawal:
    """Withdraw an article, or a name, on a day in Paris; raises as `withdraw`."""
    made = Withdrawal(item_id=item_id, name=" ".join(name.split()), withdrawn_on=on, note=note.strip())
    editions = session.exec(
        select(Edition).where(col(Edition.id).in_(select(Article.edition_id).where(Article.item_id == item_id)))
    ).all()
    items = [item for one in editions for item in redacting.items_of(snapshots.parse(one.content), item_id)]
    if not items:
        raise errors.NotInArchive(item=item_id)
    if made.name and all(redacting.shown(item, [made]) == item for item in items):
        raise errors.NameNotFound(item=item_id)
    session.add(made)
    session.flush()
    publishing.refresh(session, item_id)
    return made
