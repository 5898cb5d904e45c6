"""Items: bringing them in from files, listing them. The backlog (« marbre ») is those that are ready."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from sqlmodel import Session, col, select

from campaigns import errors
from campaigns.editorial import frontmatter, images
from campaigns.editorial.models import Item, ItemState, ItemType
from runtime.errors import RelaisError
from runtime.language import _
from templates import documents, markdown, nodes, rebuilding

#: The commitments of the convention that an item serves when its file names none.
COMMITMENTS: dict[ItemType, list[str]] = {
    ItemType.LOCAL_MISSION_ACTION: ["E1.S1a", "E3.S2b"],
    ItemType.PARTNER_ACTION: ["E1.S1a", "E3.S2b"],
    ItemType.GOOD_PRACTICE: ["E1.S3", "E1.C2"],
    ItemType.NEW_SIGNATORIES: ["E3.S2a"],
    ItemType.AWARENESS_CAMPAIGN: ["E1.S1b"],
    ItemType.EVENT: ["E2.S2"],
}


def add(session: Session, data: Path, files: Sequence[Path], now: datetime) -> list[Item]:
    """Bring in every file, or none: a fault in one refuses them all.

    Raises:
        errors.FileRefused, errors.ItemRefused, errors.ImageRefused.
    """
    read = [_read(file) for file in files]
    for file, values in zip(files, read, strict=True):  # kept last: a fault in another file leaves no picture behind
        if values.get("image"):
            values.update(_picture(data, file, values))
        values["body"] = documents.dump(_with_pictures(data, file, values["body"]))
    added = [Item(**values, created_at=now) for values in read]
    session.add_all(added)
    session.flush()
    return added


def listed(session: Session, state: ItemState | None = None) -> list[Item]:
    """Return the items, oldest first, of one state or all."""
    query = select(Item).order_by(col(Item.id))
    if state is not None:
        query = query.where(Item.state == state.value)
    return list(session.exec(query))


def get(session: Session, item_id: int) -> Item:
    """Return one item.

    Raises:
        errors.UnknownItem.
    """
    found = session.get(Item, item_id)
    if found is None:
        raise errors.UnknownItem(id=item_id)
    return found


def _read(file: Path) -> dict[str, Any]:
    try:
        raw = file.read_bytes()
    except FileNotFoundError:
        raise errors.FileRefused(file=file.name, reason=_("ce fichier n’existe pas")) from None
    except OSError:
        raise errors.FileRefused(file=file.name, reason=_("ce fichier ne peut pas être lu")) from None
    parsed = frontmatter.parse(raw, file.name)
    values = parsed.values | {"body": _body(parsed, file)}
    values.setdefault("commitments", COMMITMENTS.get(ItemType(values["type"]), []))
    return values


def _body(parsed: frontmatter.ItemFile, file: Path) -> nodes.Document:
    try:
        return markdown.from_markdown(parsed.markdown)
    except RelaisError as refused:
        raise errors.ItemRefused(
            file=file.name, line=parsed.body_line, field=_("corps"), reason=str(refused).rstrip(".")
        ) from None


def _picture(data: Path, file: Path, values: dict[str, Any]) -> dict[str, Any]:
    if "image_alt" not in values:
        reason = _("le texte de remplacement manque : donnez « image_alt », vide si l’image est décorative")
        raise errors.ImageRefused(image=values["image"], reason=reason)
    stored = images.keep(data, _beside(file, values["image"]))
    return {"image": stored.name, "image_width": stored.width, "image_height": stored.height}


def _with_pictures(data: Path, file: Path, body: nodes.Document) -> nodes.Document:
    """Keep the pictures of a body, which then go by the names under which they are stored."""
    return rebuilding.rebuilt(
        body, image=lambda picture: replace(picture, src=images.keep(data, _beside(file, unquote(picture.src))).name)
    )


def _beside(file: Path, name: str) -> Path:
    named = file.parent / name
    if "://" in name or not named.resolve().is_relative_to(file.parent.resolve()):
        raise errors.ImageRefused(image=name, reason=_("elle doit se trouver à côté de l’article"))
    return named
