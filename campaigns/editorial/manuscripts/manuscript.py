"""A manuscript: what was read from a file, before it is split into items."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from templates.rich_text import markdown_reading, nodes


class Unreadable(Exception):
    """A file or a text that cannot be used; the argument is a French clause that says why."""


@dataclass(frozen=True)
class Title:
    """A title, of whatever rank."""

    #: 0 for the title of the whole, then as in Word.
    level: int
    content: tuple[nodes.Inline, ...]


@dataclass(frozen=True)
class Subtitle:
    """A line below a title: the chapô of the item."""

    content: tuple[nodes.Inline, ...]


@dataclass(frozen=True)
class Footnote:
    """A note, at the place where the text refers to it."""

    #: As the text says it: `[1]`.
    mark: str
    content: tuple[nodes.Inline, ...]


_ENDS = " \u00a0"
Part: TypeAlias = Title | Subtitle | Footnote | nodes.Block


@dataclass(frozen=True)
class Manuscript:
    """The content that was read from a file."""

    #: In the order of reading.
    parts: tuple[Part, ...]
    #: The pictures, by the `src` that their nodes have.
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    #: French sentences: what was left out, or is formatted differently.
    notes: tuple[str, ...] = ()


def words(content: tuple[nodes.Inline, ...]) -> str:
    """Return the plain text of a line, on one line."""
    return " ".join("".join(map(_word, content)).split(" ")).strip(" ")


def _word(part: nodes.Inline) -> str:
    match part:
        case nodes.Text():
            return part.text
        case nodes.Merge():
            return part.field.typed()
        case nodes.Break():
            return " "


def light(content: tuple[nodes.Inline, ...]) -> tuple[nodes.Inline, ...]:
    """Return a line without bold: an intertitre has its own."""
    kept = (
        part if isinstance(part, nodes.Break) else replace(part, marks=replace(part.marks, bold=False))
        for part in content
    )
    return markdown_reading.joined(kept)


def stripped(content: tuple[nodes.Inline, ...]) -> tuple[nodes.Inline, ...]:
    """Leave out the spaces, hard ones too, and the new lines at both ends of a line."""
    kept = list(content)
    for end, strip in ((0, str.lstrip), (-1, str.rstrip)):
        while kept:
            part = kept[end]
            if isinstance(part, nodes.Text) and strip(part.text, _ENDS):
                kept[end] = nodes.Text(strip(part.text, _ENDS), part.marks)
                break
            if isinstance(part, nodes.Merge):
                break
            del kept[end]
    return tuple(kept)
