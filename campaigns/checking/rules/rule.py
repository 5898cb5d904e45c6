"""What a rule is: a code, whether it blocks, what its findings follow from, and a function that looks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from campaigns.checking.drafts import Draft
from campaigns.checking.findings import Finding, Seen

#: Where most findings about an item are mended.
BODY = "body"


class Basis(Enum):
    """What the findings of a rule follow from."""

    #: From the snapshot and the house style alone: the same hash has the same findings.
    CONTENT = "content"
    #: From the day, from what was sent before, from links and files: cheap to look at again.
    MOMENT = "moment"
    #: From those who would receive the letter: counted over the whole list.
    PEOPLE = "people"


@dataclass(frozen=True)
class Rule:
    """One thing that the machine looks for."""

    #: Stable name, for scripts, overrides and mutes.
    code: str
    look: Callable[[Draft], Iterator[Seen]]
    #: Whether the issue may not leave as long as something is seen.
    blocking: bool
    basis: Basis
    #: The key of the field at which a finding is mended, in the form of its item or else of its issue; may be empty.
    field: str

    def findings(self, seen: Iterable[Seen], muted: frozenset[str]) -> Iterator[Finding]:
        """Say what was seen."""
        silent = not self.blocking and self.code in muted
        for one in seen:
            field = self.field or (BODY if one.item is not None else "")
            yield Finding(self.code, one.message, self.blocking, one.item, silent, one.remedy, field, one.each)


def blocks(code: str, look: Callable[[Draft], Iterator[Seen]], basis: Basis = Basis.MOMENT, field: str = "") -> Rule:
    """Make a rule whose findings keep an issue from leaving."""
    return Rule(code, look, blocking=True, basis=basis, field=field)


def warns(code: str, look: Callable[[Draft], Iterator[Seen]], basis: Basis = Basis.MOMENT, field: str = "") -> Rule:
    """Make a rule whose findings a person looks at, and may mute."""
    return Rule(code, look, blocking=False, basis=basis, field=field)
