"""The nodes that a body is made of, frozen.

Refuses behaviour: `prosemirror` reads and writes them, `typesetting` prints them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from templates import merge_fields


@dataclass(frozen=True)
class Marks:
    """How a run of text is formatted."""

    bold: bool = False
    italic: bool = False
    #: Where it leads: an ASCII http, https, mailto or tel address.
    link: str | None = None


@dataclass(frozen=True)
class Text:
    """A run of text with one formatting."""

    #: Never empty, on one line.
    text: str
    marks: Marks = Marks()


@dataclass(frozen=True)
class Merge:
    """A merge field in the text."""

    field: merge_fields.MergeField
    marks: Marks = Marks()


@dataclass(frozen=True)
class Break:
    """A new line in the same paragraph."""


Inline: TypeAlias = Text | Merge | Break


@dataclass(frozen=True)
class Paragraph:
    """A paragraph."""

    content: tuple[Inline, ...]


@dataclass(frozen=True)
class Heading:
    """An intertitre."""

    #: 2 or 3: the title of the item is above it.
    level: int
    content: tuple[Inline, ...]


@dataclass(frozen=True)
class Image:
    """A picture in the text."""

    #: The address that the editor uses; an https or cid address by the time a letter is compiled.
    src: str
    #: What it shows; an empty string when it is decorative, `None` as long as nobody has said.
    alt: str | None
    #: Pixels, known when a letter is compiled; 0 before.
    width: int = 0


@dataclass(frozen=True)
class ListItem:
    """An item of a list."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class BulletList:
    """A list whose order does not matter."""

    items: tuple[ListItem, ...]


@dataclass(frozen=True)
class OrderedList:
    """A list whose order matters."""

    items: tuple[ListItem, ...]
    #: The number of its first item.
    start: int = 1


@dataclass(frozen=True)
class Quote:
    """A quotation."""

    blocks: tuple[Block, ...]


#: What `Cell.align` may be, besides nothing: text begins on its own side anyway.
ALIGNMENTS = frozenset({"right", "center"})


@dataclass(frozen=True)
class Cell:
    """A cell of a table."""

    blocks: tuple[Block, ...]
    #: Whether it heads its column or its row.
    header: bool = False
    colspan: int = 1
    rowspan: int = 1
    #: `right` or `center`, as its author set it; empty where nobody did.
    align: str = ""


@dataclass(frozen=True)
class Table:
    """A table of data."""

    #: Rows of cells.
    rows: tuple[tuple[Cell, ...], ...]


Block: TypeAlias = Paragraph | Heading | Image | BulletList | OrderedList | Quote | Table


@dataclass(frozen=True)
class Document:
    """A body."""

    blocks: tuple[Block, ...] = ()
