"""What an item said before: each change keeps the content as it was left, and who left it so.

Owns the rows of `ItemVersion`. The first change also keeps what was there before it. Refuses to change a version.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlmodel import Session, col, select

from campaigns.editorial import frontmatter, item_errors, items
from campaigns.editorial.items import Entry
from campaigns.editorial.models import DERIVED, Item, ItemVersion
from runtime.installation import Installation

#: Everything that a person may correct; neither the number, the state nor the moment of an item.
_OWN = DERIVED | {"id", "state", "created_at", "deleted_at"}
FIELDS = tuple(name for name in Item.model_fields if name not in _OWN)
_BODY = "body"
#: What one person saves within this time is one version.
SITTING = timedelta(minutes=10)


@dataclass(frozen=True)
class Change:
    """One field that differs from the version before."""

    #: A key of `frontmatter.FIELDS`, or `body`.
    field: str
    before: str
    after: str


@dataclass(frozen=True)
class Version:
    """An item as somebody left it."""

    #: From 1, the oldest.
    number: int
    at: datetime
    #: Empty for what was there before the first change.
    actor: str
    #: What differs from the version before; nothing for the first.
    changes: tuple[Change, ...]

    def as_json(self) -> dict[str, Any]:
        """Return it by the names that scripts know."""
        return {
            "version": self.number,
            "at": self.at.isoformat(timespec="seconds"),
            "actor": self.actor,
            "changes": [{"field": one.field, "before": one.before, "after": one.after} for one in self.changes],
        }


@dataclass(frozen=True)
class History:
    """The versions of an item, oldest first; an item that nobody changed has none but itself."""

    item: Entry
    versions: tuple[Version, ...]

    def as_json(self) -> dict[str, Any]:
        """Return it by the names that scripts know."""
        return self.item.as_json() | {"versions": [one.as_json() for one in self.versions]}


def content(item: Item) -> dict[str, Any]:
    """Return what a version keeps of an item."""
    said = {name: getattr(item, name) for name in FIELDS}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in said.items()}


def keep(
    session: Session, item: Item, before: Mapping[str, Any], now: datetime, actor: str, *, joins: bool = False
) -> bool:
    """Keep an item as it was just left, given what `content` was before; return whether anything changed.

    `joins` makes one version of what one person saves in one sitting.
    """
    after = content(item)
    if after == before:
        return False
    last = _last(session, item.id or 0)
    if last is None:
        session.add(ItemVersion(item_id=item.id or 0, at=item.created_at, actor="", content=dict(before)))
        session.flush()
    if last is not None and joins and last.actor == actor and now - (last.began or last.at) <= SITTING:
        last.at, last.began, last.content = now, last.began or last.at, after
        session.add(last)
    else:
        session.add(ItemVersion(item_id=item.id or 0, at=now, actor=actor, content=after))
    session.flush()
    return True


def number(session: Session, item_id: int, wanted: int) -> Mapping[str, Any]:
    """Return the content of a version, by its number from 1.

    Raises:
        item_errors.UnknownItemVersion.
    """
    rows = _rows(session, item_id)
    if not 1 <= wanted <= len(rows):
        raise item_errors.UnknownItemVersion(id=item_id, version=wanted)
    return rows[wanted - 1].content


def put(item: Item, kept: Mapping[str, Any]) -> None:
    """Make an item what a version kept."""
    for name in FIELDS:
        value = kept.get(name, Item.model_fields[name].get_default(call_default_factory=True))
        dated = name in ("embargo", "expires") and isinstance(value, str) and value
        setattr(item, name, date.fromisoformat(str(value)) if dated else value)


def history(opened: Installation, item_id: int) -> History:
    """Return the versions of an item, each with what it changed.

    Raises:
        errors.UnknownItem, errors.InBin.
    """
    with opened.database.reading() as session:
        item = items.get(session, item_id)
        rows = [(row.at, row.actor, row.content) for row in _rows(session, item_id)]
        kept = rows or [(item.created_at, "", content(item))]
    befores = [kept[0][2], *(said for _at, _actor, said in kept)]
    versions = (
        Version(number, at, actor, _changes(before, said))
        for number, (before, (at, actor, said)) in enumerate(zip(befores, kept, strict=False), 1)
    )
    return History(items.entry(item), tuple(versions))


def _last(session: Session, item_id: int) -> ItemVersion | None:
    mine = select(ItemVersion).where(ItemVersion.item_id == item_id).order_by(col(ItemVersion.id).desc())
    return session.exec(mine.limit(1)).first()


def _rows(session: Session, item_id: int) -> list[ItemVersion]:
    mine = select(ItemVersion).where(ItemVersion.item_id == item_id)
    return list(session.exec(mine.order_by(col(ItemVersion.id))))


def _changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Change, ...]:
    fields = ((key, target) for key, (target, _read, _many) in frontmatter.FIELDS.items())
    pairs = [(key, _said(before.get(target)), _said(after.get(target))) for key, target in fields]
    pairs.append((_BODY, _text(before), _text(after)))
    if before.get(_BODY) != after.get(_BODY) and pairs[-1][1] == pairs[-1][2]:  # a link or bold, which shows no word
        pairs[-1] = (_BODY, json.dumps(before[_BODY], ensure_ascii=False), json.dumps(after[_BODY], ensure_ascii=False))
    return tuple(Change(key, old, new) for key, old, new in pairs if old != new)


def _said(value: Any) -> str:
    return ", ".join(value) if isinstance(value, list) else str(value or "")


def _text(kept: Mapping[str, Any]) -> str:
    from templates.rich_text import prosemirror, standalone  # a list of versions without bodies needs none of it

    return standalone.text(prosemirror.parse(kept[_BODY])).rstrip()
