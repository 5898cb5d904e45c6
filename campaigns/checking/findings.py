"""What a check says: a code that scripts know, a French sentence that the officer understands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from runtime.remedies import Remedy


class Mending(Remedy):
    """What mends a finding."""

    SENDER = "publication.sender"
    POSTAL = "publication.postal"
    BASIS = "publication.basis"
    PARTNER = "partner.identity"
    TYPOGRAPHY = "item.typography"
    TYPOGRAPHY_OF_ALL = "issue.typography"


class Seen(NamedTuple):
    """What a rule saw: a sentence, and the item or items it is about if it is about some."""

    #: What is wrong and, where no remedy is named, what to do; in French.
    message: str
    item: int | None = None
    remedy: Mending | None = None
    #: Where one sentence is about several items: each of them, and what is said of it alone.
    each: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True)
class Finding:
    """One thing that the machine saw."""

    #: Stable name of the rule.
    code: str
    #: What is wrong and, where no remedy is named, what to do; in French.
    message: str
    #: Whether the issue may not leave like this, unless somebody overrides with a reason.
    blocking: bool
    #: The item it is about, if it is about one.
    item: int | None = None
    #: Whether somebody muted it; never true of a blocking finding.
    muted: bool = False
    remedy: Mending | None = None
    #: The key of the field at which it is mended, in the form of the item or else of the issue; may be empty.
    field: str = ""
    #: Where it is about several items: each of them, and what is said of it alone.
    each: tuple[tuple[int, str], ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the shape that `--json` promises."""
        return {"code": self.code, "item": self.item, "message": self.message}


@dataclass(frozen=True)
class Review:
    """Everything that the machine saw in an issue, what blocks first."""

    findings: tuple[Finding, ...]

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    @property
    def blocking(self) -> list[Finding]:
        """What keeps the issue from leaving."""
        return [one for one in self.findings if one.blocking]

    @property
    def warnings(self) -> list[Finding]:
        """What a person looks at."""
        return [one for one in self.findings if not one.blocking and not one.muted]

    @property
    def muted(self) -> list[str]:
        """The codes that somebody muted, sorted."""
        return sorted({one.code for one in self.findings if one.muted})

    def as_json(self) -> dict[str, Any]:
        """Return it by the names that scripts know, without what is muted."""
        return {
            "blocking": [one.as_json() for one in self.blocking],
            "warnings": [one.as_json() for one in self.warnings],
        }
