"""The bin (« corbeille »): items and issues that were deleted, for thirty days; then they are gone.

Refuses to delete what readers received, and an item that stands in an issue: it says in which.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete
from sqlmodel import Session, col, select

from campaigns import errors
from campaigns.editorial import items, outlines
from campaigns.editorial.items import Entry
from campaigns.editorial.models import Edition, Issue, Item, ItemState, ItemVersion, Placement
from runtime import audit
from runtime.installation import Installation
from runtime.language import _

#: Days after which what was deleted is gone.
DAYS = 30


def deleted(opened: Installation) -> list[Entry]:
    """Return the items in the bin, oldest first."""
    with opened.database.reading() as session:
        found = session.exec(select(Item).where(col(Item.deleted_at).is_not(None)).order_by(col(Item.id)))
        return [items.entry(one) for one in found]


def deleted_issues(opened: Installation) -> list[outlines.Entry]:
    """Return the issues in the bin, newest first."""
    with opened.database.reading() as session:
        found = session.exec(select(Issue).where(col(Issue.deleted_at).is_not(None)).order_by(col(Issue.id).desc()))
        return [outlines.Entry(one.id or 0, one.former_number, one.title) for one in found]


def delete_items(opened: Installation, item_ids: Sequence[int], actor: str) -> list[Entry]:
    """Put items into the bin, all or none.

    Raises:
        errors.UnknownItem, errors.InBin.
        errors.DeletionRefused: readers have received it, or it stands in an issue.
    """
    now = opened.clock.now()
    with opened.database.transaction() as session:
        found = [items.get(session, one) for one in dict.fromkeys(item_ids)]
        for item in found:
            _require_free(session, item)
            item.deleted_at = now
            session.add(item)
        audit.record(session, now, actor, "items.deleted", ids=[one.id for one in found])
        return [items.entry(one) for one in found]


def restore_items(opened: Installation, item_ids: Sequence[int], actor: str) -> list[Entry]:
    """Take items out of the bin, all or none; one that is not in it stays as it is.

    Raises:
        errors.UnknownItem.
    """
    with opened.database.transaction() as session:
        found = [_known(session, one) for one in dict.fromkeys(item_ids)]
        for item in found:
            item.deleted_at = None
            session.add(item)
        audit.record(session, opened.clock.now(), actor, "items.restored", ids=[one.id for one in found])
        return [items.entry(one) for one in found]


def expired(session: Session, before: datetime) -> int:
    """Count what was deleted before a moment, and may go."""
    return len(_expired_issues(session, before)) + len(_expired_items(session, before))


def empty(session: Session, before: datetime) -> int:
    """Delete for good what was deleted before a moment; return how much."""
    issue_ids, item_ids = _expired_issues(session, before), _expired_items(session, before)
    session.execute(delete(Placement).where(col(Placement.issue_id).in_(issue_ids)))
    session.execute(delete(Placement).where(col(Placement.item_id).in_(item_ids)))
    session.execute(delete(Issue).where(col(Issue.id).in_(issue_ids)))
    session.execute(delete(ItemVersion).where(col(ItemVersion.item_id).in_(item_ids)))
    session.execute(delete(Item).where(col(Item.id).in_(item_ids)))
    return len(issue_ids) + len(item_ids)


def expired_issues(session: Session, before: datetime) -> list[int]:
    """Return the issues that `empty` would delete, for what knows them by their key."""
    return _expired_issues(session, before)


def _expired_issues(session: Session, before: datetime) -> list[int]:
    frozen = select(Edition.issue_id)
    rows = session.exec(select(Issue.id).where(col(Issue.deleted_at) < before, col(Issue.id).not_in(frozen)))
    return [one for one in rows if one is not None]


def _expired_items(session: Session, before: datetime) -> list[int]:
    """Return the items that no issue in use holds."""
    held = select(Placement.item_id).join(Issue).where(col(Issue.deleted_at).is_(None))
    rows = session.exec(select(Item.id).where(col(Item.deleted_at) < before, col(Item.id).not_in(held)))
    return [one for one in rows if one is not None]


def _require_free(session: Session, item: Item) -> None:
    what = items.called(item.id or 0)
    if item.state == ItemState.PUBLISHED.value:
        raise errors.DeletionRefused(what=what, reason=_("il a paru, et reste dans les archives"))
    places = [_named(*one) for one in items.places(session, item.id or 0)]
    if places:
        reason = _("il figure dans {places} ; retirez-l’en d’abord").format(places=_(" et ").join(places))
        raise errors.DeletionRefused(what=what, reason=reason)


def _named(issue_id: int, title: str) -> str:
    return _("le numéro « {title} » (id {id})").format(id=issue_id, title=title)


def _known(session: Session, item_id: int) -> Item:
    found = session.get(Item, item_id)
    if found is None:
        raise errors.UnknownItem(id=item_id)
    return found
