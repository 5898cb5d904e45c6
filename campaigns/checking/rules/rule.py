"""What a rule is: a code, whether it blocks, and a function that looks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from campaigns.checking.drafts import Draft
from campaigns.checking.findings import Finding, Seen


@dataclass(frozen=True)
class Rule:
    """One thing that the machine looks for."""

    #: Stable name, for scripts, overrides and mutes.
    code: str
    look: Callable[[Draft], Iterator[Seen]]
    #: Whether the issue may not leave as long as something is seen.
    blocking: bool

    def findings(self, draft: Draft, muted: frozenset[str]) -> Iterator[Finding]:
        """Look, and say what was seen."""
        silent = not self.blocking and self.code in muted
        for message, item, remedy in self.look(draft):
            yield Finding(self.code, message, self.blocking, item, silent, remedy)


def blocks(code: str, look: Callable[[Draft], Iterator[Seen]]) -> Rule:
    """Make a rule whose findings keep an issue from leaving."""
    return Rule(code, look, blocking=True)


def warns(code: str, look: Callable[[Draft], Iterator[Seen]]) -> Rule:
    """Make a rule whose findings a person looks at, and may mute."""
    return Rule(code, look, blocking=False)
