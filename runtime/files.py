"""Files that people bring, as values: verbs take octets and a name; only the faces know the path of a file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath


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
