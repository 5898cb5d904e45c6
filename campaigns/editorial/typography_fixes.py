"""Fixing the typography of an item: what would change, and the verb that changes it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session

from campaigns.editorial import house_style, item_versions, items, publications
from campaigns.editorial.models import Item
from campaigns.editorial.snapshots import Piece
from campaigns.editorial.typography import alerts, fixing
from campaigns.editorial.typography.alerts import Alert
from campaigns.editorial.typography.fixing import TextChange
from campaigns.editorial.typography.styles import Style
from runtime import audit
from runtime.installation import Installation
from templates.rich_text import prosemirror

#: The fields that readers read, in their order on the page.
FIELDS = (
    "kicker", "title", "intro", "image_alt", "caption", "credit", "place", "link_label", "author", "source",
)  # fmt: skip
BODY = "body"


@dataclass(frozen=True)
class Mended:
    """What mending an item changes, and what it leaves to a person; each with the name of its field."""

    item: int
    changes: tuple[tuple[str, TextChange], ...]
    alerts: tuple[tuple[str, Alert], ...]

    def as_json(self) -> dict[str, Any]:
        """Return it by the names that scripts know."""
        return {
            "id": self.item,
            "changes": [{"field": field, "before": one.before, "after": one.after} for field, one in self.changes],
            "alerts": [{"code": one.code, "field": field, "message": one.message} for field, one in self.alerts],
        }


def rehearse(opened: Installation, item_id: int, *, publication: str | None = None) -> Mended:
    """Say what mending an item would change; changes nothing.

    Raises:
        errors.UnknownItem, errors.PublicationUnknown.
    """
    with opened.database.reading() as session:
        style = house_style.style(publications.chosen(session, publication))
        return look(items.get(session, item_id), style)


def mend(opened: Installation, item_id: int, actor: str, *, publication: str | None = None) -> Mended:
    """Mend an item in the style of a publication; a second time finds nothing to change.

    Raises:
        errors.UnknownItem, errors.PublicationUnknown.
    """
    with opened.database.transaction() as session:
        now, style = opened.clock.now(), house_style.style(publications.chosen(session, publication))
        found = fix(session, item_id, style, now, actor)
        if found.changes:
            audit.record(session, now, actor, "item.mended", id=item_id)
        return found


def accept(
    opened: Installation, item_id: int, chosen: Collection[int], actor: str, *, publication: str | None = None
) -> Mended:
    """Make some of the changes that `rehearse` tells, by their number from 0; return what is left to change.

    Raises:
        errors.UnknownItem, errors.InBin, errors.PublicationUnknown.
    """
    with opened.database.transaction() as session:
        now, style = opened.clock.now(), house_style.style(publications.chosen(session, publication))
        item = items.get(session, item_id)
        before = item_versions.content(item)
        found = look(item, style).changes
        for number, (field, change) in enumerate(found):
            if number in chosen and field != BODY:
                setattr(item, field, change.after)
        around = sum(field != BODY for field, _change in found)
        inside = {number - around for number in chosen}
        item.body = prosemirror.dump(fixing.document(prosemirror.parse(item.body), style, inside)[0])
        session.add(item)
        if item_versions.keep(session, item, before, now, actor):
            audit.record(session, now, actor, "item.mended", id=item_id)
        return look(item, style)


def look(item: Item | Piece, style: Style) -> Mended:
    """Say what could be mended in an item, or in an item of a snapshot; changes nothing."""
    values = {field: str(getattr(item, field)) for field in FIELDS}
    body = prosemirror.parse(item.body)
    mended = fixing.document(body, style)[1]
    changes = [(field, change) for field in FIELDS for change in fixing.changes(values[field], style)]
    alarms = [(field, alert) for field in FIELDS for alert in alerts.of_text(values[field], style)]
    return Mended(
        item.id or 0,
        (*changes, *((BODY, change) for change in mended)),
        (*alarms, *((BODY, alert) for alert in alerts.of_document(body, style))),
    )


def fix(session: Session, item_id: int, style: Style, now: datetime, actor: str) -> Mended:
    """Mend an item in a style, and keep what it said before; raises as `mend`."""
    item = items.get(session, item_id)
    before = item_versions.content(item)
    found = look(item, style)
    for field in FIELDS:
        setattr(item, field, fixing.text(getattr(item, field), style))
    item.body = prosemirror.dump(fixing.document(prosemirror.parse(item.body), style)[0])
    session.add(item)
    item_versions.keep(session, item, before, now, actor)
    return found
