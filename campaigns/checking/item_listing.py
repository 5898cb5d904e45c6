"""The list of items as the newsroom sees it: searched, by state, page by page, with the count of each state.

Owns what is derived from an item for that, and brings it up to date before it looks. « À compléter » is an item that
is said to be ready and lacks something.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func
from sqlmodel import Session, col, select

from campaigns.checking import item_lacks
from campaigns.editorial.items import Entry, entry
from campaigns.editorial.models import Item, ItemState
from lists import folding
from runtime.installation import Installation
from templates.rich_text import prosemirror, standalone

#: Items of a page.
PAGE = 30
_SEARCHED = ("title", "kicker", "intro", "place", "author", "source", "image_alt", "caption")


class Stage(StrEnum):
    """Where an item stands, in one word."""

    DRAFT = "brouillon"
    LACKING = "a-completer"
    READY = "pret"
    PUBLISHED = "paru"


@dataclass(frozen=True)
class Line:
    """An item in the list."""

    entry: Entry
    stage: Stage
    #: How many things it lacks.
    lacking: int
    intro: str
    #: The name of its picture, empty for none.
    image: str
    created_at: datetime
    deleted_at: datetime | None


@dataclass(frozen=True)
class Listing:
    """One page of the list."""

    lines: tuple[Line, ...]
    #: How many of each stage match the search; of all stages together: `total`.
    counts: dict[Stage, int]
    #: How many match search and stage.
    found: int
    #: From 1, and how many pages there are, 1 at least.
    page: int
    pages: int
    #: How many are in the bin.
    binned: int

    @property
    def total(self) -> int:
        """How many match the search, whatever their stage."""
        return sum(self.counts.values())


def listed(
    opened: Installation, text: str = "", stage: Stage | None = None, page: int = 1, *, binned: bool = False
) -> Listing:
    """Return a page of the items that hold every word of `text`, newest first; those in the bin if `binned`."""
    _refresh(opened)
    words = folding.fold(text).split()
    matching = [col(Item.searched).contains(word, autoescape=True) for word in words]
    here = col(Item.deleted_at).is_not(None) if binned else col(Item.deleted_at).is_(None)
    with opened.database.reading() as session:
        counts = _counts(session, [here, *matching])
        found = counts.get(stage, 0) if stage else sum(counts.values())
        pages = max(1, -(-found // PAGE))
        page = min(max(1, page), pages)
        wanted = [here, *matching, *([_is(stage)] if stage else [])]
        query = select(Item).where(and_(*wanted)).order_by(col(Item.id).desc()).limit(PAGE).offset(PAGE * (page - 1))
        lines = tuple(_line(one) for one in session.exec(query))
        in_bin = session.exec(select(func.count(col(Item.id))).where(col(Item.deleted_at).is_not(None))).one()
    return Listing(lines, counts, found, page, pages, in_bin)


def stage_of(state: str, lacking: int) -> Stage:
    """Return where an item stands, given its state and how much it lacks."""
    if state == ItemState.READY.value:
        return Stage.LACKING if lacking else Stage.READY
    return Stage.DRAFT if state == ItemState.DRAFT.value else Stage.PUBLISHED


def _is(stage: Stage) -> ColumnElement[bool]:
    ready = col(Item.state) == ItemState.READY.value
    return {
        Stage.DRAFT: col(Item.state) == ItemState.DRAFT.value,
        Stage.LACKING: and_(ready, col(Item.lacking) > 0),
        Stage.READY: and_(ready, col(Item.lacking) == 0),
        Stage.PUBLISHED: col(Item.state) == ItemState.PUBLISHED.value,
    }[stage]


def _counts(session: Session, wanted: list[Any]) -> dict[Stage, int]:
    columns = [func.coalesce(func.sum(case((_is(stage), 1), else_=0)), 0) for stage in Stage]
    row = session.execute(select(*columns).where(and_(*wanted))).one()
    return dict(zip(Stage, map(int, row), strict=True))


def _line(item: Item) -> Line:
    return Line(
        entry(item),
        stage_of(item.state, item.lacking or 0),
        item.lacking or 0,
        item.intro,
        item.image,
        item.created_at,
        item.deleted_at,
    )


def _refresh(opened: Installation) -> None:
    """Derive what is not derived yet: of what was changed since somebody last looked."""
    unknown = select(Item).where(col(Item.searched).is_(None))
    with opened.database.reading() as session:
        if session.exec(unknown.limit(1)).first() is None:
            return
    with opened.database.transaction() as session:
        for item in session.exec(unknown):
            item.lacking = len(item_lacks.look(session, opened, item))
            item.searched = _words(item)
            session.add(item)


def _words(item: Item) -> str:
    text = standalone.text(prosemirror.parse(item.body))
    typed = " ".join([*(getattr(item, name) for name in _SEARCHED), text])
    return " ".join(map(folding.fold, typed.split()))
