"""What can be done about what a sentence says, by name. How it is done there, each face knows; the domain does not."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Remedy(StrEnum):
    """Something that can be done; each package names its own."""


@dataclass(frozen=True)
class Remark:
    """A French sentence or clause that a person should read."""

    sentence: str
    remedy: Remedy | None = None

    def __str__(self) -> str:
        return self.sentence
