"""Files that people bring, as values: verbs take octets and a name, and faces know where a file lies."""

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
        """How the name ends, in small letters: `.pdf`, or nothing."""
        return PurePath(self.name).suffix.lower()
