"""The ways to read a file as a table, whatever its format: what the readers of formats give to `tables`. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

#: The number of a line, and its cells as they stand.
Record = tuple[int, list[str]]


@dataclass(frozen=True, slots=True)
class Candidate:
    """One way to read a file as a table: a separator, or a sheet."""

    #: Name of the sheet, if it has one.
    title: str
    #: Yields every record, from the first.
    records: Callable[[], Iterator[Record]]
