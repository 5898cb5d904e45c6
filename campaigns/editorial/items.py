"""Items: bringing them in, listing them, showing one. The backlog (« marbre ») is those that are ready."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from sqlmodel import Session, col, select

from campaigns import errors
from campaigns.editorial import bringing
from campaigns.editorial.models import Item, ItemState


def add(session: Session, data: Path, files: Sequence[Path], now: datetime) -> list[Item]:
    """Bring in every file, or none, and return their items; `bringing` says more of each.

    Raises:
        errors.FileRefused, errors.ItemRefused, errors.ImageRefused.
    """
    return [one.item for one in bringing.bring(session, data, files, now)]


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
