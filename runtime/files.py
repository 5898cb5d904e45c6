"""Files that people bring, as values: verbs take octets and a name; only the faces know the path of a file.

A `File` is held whole, for what reads it back and forth. An `Incoming` is read in pieces, for what only keeps it.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import BinaryIO

#: Octets that are in memory at once.
_PIECE = 1_000_000


@dataclass(frozen=True)
class File:
    """A file that somebody brings."""

    #: As people know it.
    name: str
    content: bytes

    @property
    def ending(self) -> str:
        """The extension of the name, in lower case: `.pdf`, or an empty string."""
        return PurePath(self.name).suffix.lower()

    def incoming(self) -> Incoming:
        """Return it as one that is read in pieces."""
        return Incoming(self.name, io.BytesIO(self.content))


@dataclass(frozen=True)
class Incoming:
    """A file that lies somewhere else, and is read as often as somebody asks."""

    name: str
    stream: BinaryIO

    @property
    def ending(self) -> str:
        """The extension of the name, in lower case: `.pdf`, or an empty string."""
        return PurePath(self.name).suffix.lower()

    @property
    def size(self) -> int:
        """Its octets."""
        return self.stream.seek(0, io.SEEK_END)

    def head(self, octets: int) -> bytes:
        """Return how it begins."""
        self.stream.seek(0)
        return self.stream.read(octets)

    def pieces(self) -> Iterator[bytes]:
        """Yield all of it, a megabyte at a time."""
        self.stream.seek(0)
        while piece := self.stream.read(_PIECE):
            yield piece

    def incoming(self) -> Incoming:
        """Return itself, as a file held whole does."""
        return self

    def whole(self) -> File:
        """Return it held whole."""
        return File(self.name, b"".join(self.pieces()))
