"""Bringing items in from files, all or none, with the pictures that come with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from sqlmodel import Session

from campaigns import errors
from campaigns.editorial import images, sources
from campaigns.editorial.images import Stored
from campaigns.editorial.models import Item, ItemType
from campaigns.editorial.sources import Source, Wishes
from runtime.language import _
from runtime.remedies import Remark
from templates import documents, nodes, rebuilding

#: The commitments of the convention that an item serves when its file names none.
COMMITMENTS: dict[ItemType, list[str]] = {
    ItemType.LOCAL_MISSION_ACTION: ["E1.S1a", "E3.S2b"],
    ItemType.PARTNER_ACTION: ["E1.S1a", "E3.S2b"],
    ItemType.GOOD_PRACTICE: ["E1.S3", "E1.C2"],
    ItemType.NEW_SIGNATORIES: ["E3.S2a"],
    ItemType.AWARENESS_CAMPAIGN: ["E1.S1b"],
    ItemType.EVENT: ["E2.S2"],
}
_AS_THEY_SAY = Wishes()


@dataclass(frozen=True)
class Brought:
    """An item that was brought in."""

    item: Item
    #: The name of its file.
    file: str
    #: What is not as it was in that file.
    notes: tuple[Remark, ...]


def bring(
    session: Session, data: Path, files: Sequence[Path], now: datetime, wishes: Wishes = _AS_THEY_SAY
) -> list[Brought]:
    """Bring in every file, or none: a fault in one refuses them all.

    Raises:
        errors.FileRefused, errors.ItemRefused, errors.ImageRefused.
    """
    read = [source for file in files for source in sources.read(file, wishes)]
    # Pictures are kept last: a fault in another file leaves none behind.
    return _added(session, [_brought(data, source, now) for source in read])


def paste(session: Session, data: Path, html: str, now: datetime, wishes: Wishes = _AS_THEY_SAY) -> list[Brought]:
    """Bring in what was copied from Word, Outlook or a page, as its clipboard gives it.

    Raises:
        errors.FileRefused: no text is in it, or a title is too long.
    """
    return _added(session, [_brought(data, source, now) for source in sources.pasted(html, wishes)])


def _added(session: Session, brought: list[Brought]) -> list[Brought]:
    session.add_all(one.item for one in brought)
    session.flush()
    return brought


def _brought(data: Path, source: Source, now: datetime) -> Brought:
    values = dict(source.values)
    values.setdefault("commitments", COMMITMENTS.get(ItemType(values["type"]), []))
    if values.get("image"):
        values.update(_picture(data, source, values))
    notes = list(source.notes)
    body = rebuilding.rebuilt(source.body, image=lambda picture: _kept(data, source, picture, notes))
    item = Item(**values, body=documents.dump(body), created_at=now)
    return Brought(item, source.file.name, tuple(notes))


def _kept(data: Path, source: Source, picture: nodes.Image, notes: list[Remark]) -> nodes.Image | None:
    """Keep a picture of a body, which then goes by the name under which it is stored."""
    try:
        return replace(picture, src=_stored(data, source, picture.src).name)
    except errors.ImageRefused as refused:
        if source.strict:
            raise
        notes.append(Remark(_("{refusal} : elle n’est pas reprise").format(refusal=str(refused).rstrip("."))))
        return None


def _stored(data: Path, source: Source, src: str) -> Stored:
    raw = source.pictures.get(src)
    if raw is None:
        return images.keep(data, _beside(source.file, unquote(src)))
    return images.keep_content(data, raw, src.rpartition("/")[2])


def _picture(data: Path, source: Source, values: dict[str, Any]) -> dict[str, Any]:
    if "image_alt" not in values:
        reason = _("le texte de remplacement manque : donnez « image_alt », vide si l’image est décorative")
        raise errors.ImageRefused(image=values["image"], reason=reason)
    stored = _stored(data, source, values["image"])
    return {"image": stored.name, "image_width": stored.width, "image_height": stored.height}


def _beside(file: Path, name: str) -> Path:
    named = file.parent / name
    if "://" in name or not named.resolve().is_relative_to(file.parent.resolve()):
        raise errors.ImageRefused(image=name, reason=_("elle doit se trouver à côté de l’article"))
    return named
