"""Correcting an item that is there: its content replaced from a file, or some of its fields set.

Its number, its state and its places in issues stay; what it said before is kept (`item_versions`). An edition that was
frozen has its own content, and never changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlmodel import Session

from campaigns import errors
from campaigns.editorial import (
    event_times,
    frontmatter,
    images,
    ingesting,
    item_files,
    item_versions,
    items,
    meeting_references,
)
from campaigns.editorial.ingesting import Brought
from campaigns.editorial.item_files import ItemSource, Submission, Wishes
from campaigns.editorial.items import Entry
from campaigns.editorial.manuscripts.remarks import Doubt
from campaigns.editorial.models import Item, ItemType
from runtime import audit
from runtime.errors import FieldRefused
from runtime.installation import Installation
from runtime.language import _

_AS_THEY_SAY = Wishes()


def replace_content(
    opened: Installation, item_id: int, file: Submission, actor: str, wishes: Wishes = _AS_THEY_SAY
) -> Brought:
    """Replace the content of an item by that of a file; pictures that it already has need not lie beside it.

    Raises:
        errors.UnknownItem, errors.InBin.
        errors.FileRefused: the file holds several items; and as `ingesting.bring`.
    """
    with opened.database.reading() as session:
        known = item_versions.content(items.get(session, item_id))
    source = _only(_at_home(opened, file, known), wishes, ItemType(known["type"]))
    now = opened.clock.now()
    made = ingesting.made(opened.settings.data, source, now)
    with opened.database.transaction() as session:
        item = items.get(session, item_id)
        before = item_versions.content(item)
        ingesting.refer(session, made)
        for name in item_versions.FIELDS:
            setattr(item, name, getattr(made.row, name))
        _record(session, item, before, now, actor)
        return Brought(items.entry(item), made.file, made.notes)


def amend(opened: Installation, item_id: int, said: Mapping[str, str], actor: str) -> Entry:
    """Set fields of an item by the keys of its header (`image_alt`, `rights`, `title`…); the others stay.

    Raises:
        errors.UnknownItem, errors.InBin.
        runtime.errors.FieldRefused: there is no such field, or its value cannot be used.
    """
    now = opened.clock.now()
    with opened.database.transaction() as session:
        item = items.get(session, item_id)
        before = item_versions.content(item)
        for key, value in said.items():
            target, read = _read(session, key, value)
            setattr(item, target, read)
            item.alt_awaited = item.alt_awaited and key != "image_alt"
        _require_order(item)
        _record(session, item, before, now, actor)
        return items.entry(item)


def _read(session: Session, key: str, value: str) -> tuple[str, Any]:
    try:
        if key == "image":
            raise ValueError(_("une image vient avec le fichier de l’article"))  # noqa: TRY301 -- told with its field below
        target, read = frontmatter.value(key, value)
        return target, meeting_references.resolved(session, read) if key == "meeting" else read
    except ValueError as problem:
        raise FieldRefused(field=key, reason=str(problem)) from None


def _require_order(item: Item) -> None:
    try:
        event_times.require_order(item.starts, item.ends)
    except ValueError as problem:
        raise FieldRefused(field="end", reason=str(problem)) from None


def _only(file: Submission, wishes: Wishes, kind: ItemType) -> ItemSource:
    """Return the one item of a file; one that does not say its type keeps that of the item it replaces."""
    found = item_files.read(file, wishes)
    if len(found) == 1 and any(note.remedy is Doubt.TYPE for note in found[0].notes):
        found = item_files.read(file, replace(wishes, kind=kind))
    if len(found) != 1:
        words = _("il contient {n} articles, un seul est attendu")
        raise errors.FileRefused(file=file.name, reason=words.format(n=len(found)))
    return found[0]


def _at_home(opened: Installation, file: Submission, known: Mapping[str, Any]) -> Submission:
    """Return the file with the pictures that its item already has."""

    def beside(name: str) -> bytes:
        try:
            return file.beside(name)
        except errors.ImageRefused:
            if name != known["image"] and f'"{name}"' not in str(known["body"]).replace("'", '"'):
                raise
            return images.content(opened.settings.data, name)

    return replace(file, beside=beside)


def _record(session: Session, item: Item, before: Mapping[str, Any], now: datetime, actor: str) -> None:
    session.add(item)
    if item_versions.keep(session, item, before, now, actor):
        audit.record(session, now, actor, "item.edited", id=item.id)
