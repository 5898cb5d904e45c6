"""Remedies for the problem that a sentence reports, by name. Each face knows how they are done; the domain does not."""

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
