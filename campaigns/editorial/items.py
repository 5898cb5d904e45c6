"""Items: listing them, showing one. The backlog (« en attente ») holds the ready ones; `ingesting` brings them in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlmodel import Session, col, select

from campaigns import errors
from campaigns.editorial.models import Issue, Item, ItemState, Placement
from runtime.installation import Installation
from runtime.language import _

if TYPE_CHECKING:
    from templates.rich_text import nodes


@dataclass(frozen=True)
class Entry:
    """An item in a list."""

    id: int
    #: One of `models.ItemType`.
    type: str
    title: str
    #: One of `models.ItemState`.
    state: str

    def as_json(self) -> dict[str, Any]:
        """Return it by the names that scripts know."""
        return {"id": self.id, "type": self.type, "title": self.title, "state": self.state}


@dataclass(frozen=True)
class Whole:
    """An item as it will be read."""

    entry: Entry
    #: What its header says, key by key; a tuple where there may be several values.
    said: tuple[tuple[str, str | tuple[str, ...]], ...]
    body: nodes.Document

    @property
    def text(self) -> str:
        """The body as it is read without any form."""
        from templates.rich_text import standalone  # a list shows no body

        return standalone.text(self.body)

    def as_json(self) -> dict[str, Any]:
        """Return it by the names that scripts know, the body in its canonical form."""
        from templates.rich_text import prosemirror

        said = {key: value if isinstance(value, str) else list(value) for key, value in self.said}
        return self.entry.as_json() | said | {"body": prosemirror.dump(self.body)}


def listed(opened: Installation, state: ItemState | None = None) -> list[Entry]:
    """Return the items in use, oldest first, of one state or all."""
    query = select(Item).where(col(Item.deleted_at).is_(None)).order_by(col(Item.id))
    if state is not None:
        query = query.where(Item.state == state.value)
    with opened.database.reading() as session:
        return [entry(one) for one in session.exec(query)]


def show(opened: Installation, item_id: int) -> Whole:
    """Return one item.

    Raises:
        errors.UnknownItem.
    """
    from campaigns.editorial import frontmatter  # reads and writes bodies, which lists do not need
    from templates.rich_text import prosemirror

    with opened.database.reading() as session:
        found = get(session, item_id)
        said = frontmatter.said(found.model_dump())
        values = ((key, value if isinstance(value, str) else tuple(value)) for key, value in said)
        return Whole(entry(found), tuple(values), prosemirror.parse(found.body))


def entry(item: Item) -> Entry:
    """Return an item as lists show it."""
    return Entry(item.id or 0, item.type, item.title, item.state)


def get(session: Session, item_id: int) -> Item:
    """Return one item.

    Raises:
        errors.UnknownItem, errors.InBin.
    """
    found = session.get(Item, item_id)
    if found is None:
        raise errors.UnknownItem(id=item_id)
    if found.deleted_at is not None:
        raise errors.InBin(what=called(item_id), id=item_id)
    return found


def places(session: Session, item_id: int) -> list[tuple[int, str]]:
    """Return the issues in use in which an item stands, by id and title, oldest first."""
    query = select(Issue).join(Placement).where(Placement.item_id == item_id, col(Issue.deleted_at).is_(None))
    return [(one.id or 0, one.title) for one in session.exec(query.order_by(col(Issue.id)))]


def called(item_id: int) -> str:
    """Return how a sentence about an item begins."""
    return _("L’article n° {id}").format(id=item_id)
