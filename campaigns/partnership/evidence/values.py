"""A piece of evidence as a frozen value. It holds no reader's data: counts, hashes and days only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from runtime import json_values


class Nature(StrEnum):
    """Who saw it."""

    #: The engine itself: a send, a check, an answer.
    OBSERVED = "observed"
    #: A person says so.
    DECLARED = "declared"


@dataclass(frozen=True)
class Evidence:
    """What proves something for one clause."""

    #: What happened, in the words of `accepts` (`meeting:exchange`), and what it is about (`meeting:3`).
    act: str
    subject: str
    #: The id of the clause.
    commitment: str
    on: date
    #: One French sentence or clause.
    text: str
    nature: Nature
    actor: str
    #: Where it can be looked at, and the SHA-256 of what is archived there; empty when there is nothing.
    link: str = ""
    sha256: str = ""
    #: How many readers a letter reached; zero for what is no letter.
    reached: int = 0
    #: The last day of what lasts, when one is known.
    until: date | None = None

    def as_json(self) -> dict[str, Any]:
        """Return it by the names that scripts know."""
        return json_values.document(self)
