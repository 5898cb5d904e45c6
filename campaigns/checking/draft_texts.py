"""A draft as its readers read it: its items, its lines in order, the links in its text. Pure.

Owns where text stands in an item; refuses to judge it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from campaigns.editorial.models import ItemType
from campaigns.editorial.snapshots import Piece, Snapshot
from campaigns.editorial.typography import alerts
from templates import typed_text, urls
from templates.rich_text import nodes

#: Before the body and after it, as they stand on the page.
_BEFORE, _AFTER = ("kicker", "title", "intro"), ("caption", "link_label", "author", "source")


@dataclass(frozen=True)
class DraftLine:
    """A line that readers read."""

    text: str
    #: The item in which it stands; `None` for the lines of the issue itself.
    item: int | None


@dataclass(frozen=True)
class Spot:
    """A link in the text of an item, and the words that carry it."""

    url: str
    words: str
    item: int


def written(snapshot: Snapshot) -> Iterator[Piece]:
    """Yield the items that somebody wrote, without the generated lists of names."""
    return (item for item in snapshot.items if item.type != ItemType.NEW_SIGNATORIES)


def issue_lines(snapshot: Snapshot) -> list[DraftLine]:
    """Return what stands before the letter: subject, the other one that is tried, then preheader."""
    issue = snapshot.issue
    return [DraftLine(text, None) for text in (issue.subject, issue.second_subject, issue.preheader) if text.strip()]


def lines(item: Piece) -> Iterator[DraftLine]:
    """Yield the lines of an item in the order of reading."""
    before, after = ((getattr(item, name) for name in names) for names in (_BEFORE, _AFTER))
    return (DraftLine(text, item.id) for text in (*before, *alerts.texts(item.document), *after) if text.strip())


def fields(item: Piece) -> Iterator[DraftLine]:
    """Yield the lines around the body of an item, where merge fields are not filled."""
    return (DraftLine(text, item.id) for name in (*_BEFORE, *_AFTER) if (text := getattr(item, name)).strip())


def pictures(item: Piece) -> Iterator[nodes.Image]:
    """Yield the pictures in the body of an item."""
    return typed_text.within(item.document, nodes.Image)


def spots(snapshot: Snapshot) -> Iterator[Spot]:
    """Yield every link that an author wrote, in the order of the letter."""
    for item in snapshot.items:
        for block in typed_text.within(item.document, object):
            if isinstance(block, nodes.Paragraph | nodes.Heading):
                yield from _linked(block.content, item.id)
        if item.link:
            yield Spot(urls.normalised(item.link), item.link_label, item.id)


def _linked(content: tuple[nodes.Inline, ...], item: int) -> Iterator[Spot]:
    for link, run in groupby(content, lambda part: None if isinstance(part, nodes.Break) else part.marks.link):
        if link is not None:
            yield Spot(link, "".join(part.text for part in run if isinstance(part, nodes.Text)).strip(), item)
