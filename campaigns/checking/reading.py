"""A draft as its readers read it: its items, its lines in order, the links in its text. Pure.

Owns where text stands in an item; refuses to judge it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from campaigns.editorial.models import ItemType
from campaigns.editorial.typography import alerts
from templates import documents, nodes, urls, wording

#: Before the body and after it, as they stand on the page.
_BEFORE, _AFTER = ("kicker", "title", "intro"), ("caption", "link_label", "author", "source")


@dataclass(frozen=True)
class Line:
    """A line that readers read."""

    text: str
    #: The item in which it stands; none for the lines of the issue itself.
    item: int | None


@dataclass(frozen=True)
class Spot:
    """A link in the text of an item, and the words that carry it."""

    url: str
    words: str
    item: int


def items(content: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the items of a snapshot in the order of the letter."""
    for section in content["sections"]:
        yield from section["items"]


def written(content: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the items that somebody wrote: not the lists of names that are made by themselves."""
    return (item for item in items(content) if item["type"] != ItemType.NEW_SIGNATORIES)


def issue_lines(content: dict[str, Any]) -> list[Line]:
    """Return what stands before the letter: subject, then preheader."""
    issue = content["issue"]
    return [Line(issue[name], None) for name in ("subject", "preheader") if issue[name].strip()]


def lines(item: dict[str, Any]) -> Iterator[Line]:
    """Yield the lines of an item in the order of reading."""
    body = alerts.texts(documents.parse(item["body"]))
    texts = (*(item[name] for name in _BEFORE), *body, *(item[name] for name in _AFTER))
    return (Line(text, item["id"]) for text in texts if text.strip())


def pictures(item: dict[str, Any]) -> Iterator[nodes.Image]:
    """Yield the pictures in the body of an item."""
    return wording.within(documents.parse(item["body"]), nodes.Image)


def spots(content: dict[str, Any]) -> Iterator[Spot]:
    """Yield every link that an author wrote, in the order of the letter."""
    for item in items(content):
        for block in wording.within(documents.parse(item["body"]), object):
            if isinstance(block, nodes.Paragraph | nodes.Heading):
                yield from _linked(block.content, item["id"])
        if item["link"]:
            yield Spot(urls.normalised(item["link"]), item["link_label"], item["id"])


def _linked(content: tuple[nodes.Inline, ...], item: int) -> Iterator[Spot]:
    for link, run in groupby(content, lambda part: None if isinstance(part, nodes.Break) else part.marks.link):
        if link is not None:
            yield Spot(link, "".join(part.text for part in run if isinstance(part, nodes.Text)).strip(), item)
