"""A library, page by page: what one page shows is looked up for that page only. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

#: Four rows of six on a wide screen.
PER_PAGE = 24
Entry = TypeVar("Entry")


@dataclass(frozen=True)
class LibraryPage(Generic[Entry]):
    """Some entries of a library, in its order."""

    entries: tuple[Entry, ...]
    #: From 1.
    page: int
    #: At least 1.
    pages: int
    #: How many entries there are on all pages.
    count: int


def cut(found: Sequence[Entry], page: int) -> LibraryPage[Entry]:
    """Return one page of what was found; a number that is too high or too low is the last or the first."""
    pages = max(1, -(-len(found) // PER_PAGE))
    number = min(max(page, 1), pages)
    return LibraryPage(tuple(found[(number - 1) * PER_PAGE : number * PER_PAGE]), number, pages, len(found))
