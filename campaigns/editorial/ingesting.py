"""Bringing items in from files, all or none, with the pictures that come with them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path, PurePath
from typing import Any
from urllib.parse import unquote

from sqlmodel import Session

from campaigns import errors
from campaigns.editorial import images, item_files, items, meeting_references
from campaigns.editorial.images import Stored
from campaigns.editorial.item_files import ItemSource, Submission, Wishes
from campaigns.editorial.items import Entry
from campaigns.editorial.models import Item, ItemState
from runtime import audit
from runtime.files import File
from runtime.installation import Installation
from runtime.language import _
from runtime.remedies import Remark
from templates.rich_text import nodes, prosemirror, rebuilding

_AS_THEY_SAY = Wishes()


@dataclass(frozen=True)
class Brought:
    """An item that was brought in."""

    item: Entry
    #: The name of its file.
    file: str
    #: What differs from that file.
    notes: tuple[Remark, ...]

    def as_json(self) -> dict[str, Any]:
        """Return it by the names that scripts know."""
        return self.item.as_json() | {"file": self.file, "notes": [str(note) for note in self.notes]}


@dataclass(frozen=True)
class Made:
    """A row that is not stored yet, and the remarks about it."""

    row: Item
    file: str
    notes: tuple[Remark, ...]
    #: The line of its file that names a meeting; 1 where no line is known.
    line: int = 1


def bring(
    opened: Installation, files: Iterable[Submission], actor: str, wishes: Wishes = _AS_THEY_SAY
) -> list[Brought]:
    """Bring in every file, or none: a fault in one refuses them all.

    Raises:
        errors.FileRefused, errors.ItemRefused, errors.ImageRefused.
    """
    return enter(opened, [source for file in files for source in item_files.read(file, wishes)], actor)


def paste(opened: Installation, html: str, actor: str, wishes: Wishes = _AS_THEY_SAY) -> list[Brought]:
    """Bring in what was copied from Word, Outlook or a page, as its clipboard gives it.

    Raises:
        errors.FileRefused: no text is in it, or a title is too long.
    """
    return enter(opened, item_files.pasted(html, wishes), actor)


def rows(session: Session, data: Path, files: Iterable[Submission], now: datetime) -> list[Item]:
    """Store the items of every file and return their rows; raises as `bring`."""
    read = [source for file in files for source in item_files.read(file, _AS_THEY_SAY)]
    return _entered(session, [made(data, source, now) for source in read])


def enter(
    opened: Installation, read: list[ItemSource], actor: str, state: ItemState = ItemState.READY
) -> list[Brought]:
    """Bring in what was read from files, all or none.

    Raises:
        errors.ImageRefused.
    """
    now = opened.clock.now()
    # Pictures are stored last: a fault in another file leaves no picture behind.
    several = [made(opened.settings.data, source, now) for source in read]
    for one in several:
        one.row.state = state.value
        one.row.alt_awaited = state is ItemState.DRAFT and bool(one.row.image) and not one.row.image_alt
    with opened.database.transaction() as session:
        added = _entered(session, several)
        audit.record(session, now, actor, "items.added", ids=[row.id for row in added])
        return [Brought(items.entry(one.row), one.file, one.notes) for one in several]


def _entered(session: Session, several: list[Made]) -> list[Item]:
    for one in several:
        refer(session, one)
    kept = [one.row for one in several]
    session.add_all(kept)
    session.flush()
    return kept


def refer(session: Session, one: Made) -> None:
    """Have an item name a meeting that there is, if it names one.

    Raises:
        errors.ItemRefused: there are meetings, and none is this one.
    """
    try:
        one.row.meeting = meeting_references.resolved(session, one.row.meeting or "")
    except ValueError as problem:
        raise errors.ItemRefused(file=one.file, line=one.line, field="meeting", reason=str(problem)) from None


def made(data: Path, source: ItemSource, now: datetime) -> Made:
    """Store the pictures of an item, and return its row, which is not stored yet; raises as `bring`."""
    values = dict(source.values)
    if values.get("image"):
        values.update(_picture(data, source, values))
    notes = list(source.notes)
    body = rebuilding.rebuilt(source.body, image=lambda picture: _kept(data, source, picture, notes))
    item = Item(**values, body=prosemirror.dump(body), created_at=now)
    return Made(item, source.file.name, tuple(notes), _line(source))


def _line(source: ItemSource) -> int:
    """Return the line of a file in which its item names a meeting."""
    lines = source.file.content.decode("utf-8", "replace").split("\n")
    return next((number for number, line in enumerate(lines, 1) if line.startswith("meeting:")), 1)


def _kept(data: Path, source: ItemSource, picture: nodes.Image, notes: list[Remark]) -> nodes.Image | None:
    """Store a picture of a body, and return it with its stored name."""
    try:
        return replace(picture, src=_stored(data, source, picture.src).name)
    except errors.ImageRefused as refused:
        if source.strict:
            raise
        notes.append(Remark(_("{refusal} : elle n’est pas reprise").format(refusal=str(refused).rstrip("."))))
        return None


def _stored(data: Path, source: ItemSource, src: str) -> Stored:
    raw = source.pictures.get(src)
    if raw is None:
        name = unquote(src)
        return images.keep(data, File(PurePath(name).name, source.file.beside(name)))
    return images.keep_content(data, raw, src.rpartition("/")[2])


def _picture(data: Path, source: ItemSource, values: dict[str, Any]) -> dict[str, Any]:
    if "image_alt" not in values:
        reason = _("le texte de remplacement manque : donnez « image_alt », vide si l’image est décorative")
        raise errors.ImageRefused(image=values["image"], reason=reason)
    stored = _stored(data, source, values["image"])
    return {"image": stored.name, "image_width": stored.width, "image_height": stored.height}
