"""What the machine sees in an issue, for pages that are opened again and again while somebody writes.

What follows from the content is remembered by its hash, what follows from readers until they change, see `people`.
Refuses to clear an issue for departure: a launch checks everything afresh, see `campaigns.acting.launching`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace

from campaigns.checking import checks, drafts, muting
from campaigns.checking.drafts import Sources
from campaigns.checking.findings import Finding, Review
from campaigns.checking.links import draft_links
from campaigns.checking.rules.rule import Basis
from campaigns.editorial.snapshots import Snapshot
from runtime.installation import Installation

_OF_CONTENT = frozenset({Basis.CONTENT, Basis.MOMENT})


@dataclass(frozen=True)
class Beside:
    """Findings that are not muted, beside what they concern; what blocks comes first."""

    #: By item.
    items: Mapping[int, tuple[Finding, ...]]
    #: About the lines of the issue itself.
    lines: tuple[Finding, ...]

    def items_of(self, item: int) -> tuple[Finding, ...]:
        """Return what is seen in one item."""
        return self.items.get(item, ())


def whole(opened: Installation, issue_id: int) -> Review:
    """Return every finding about an issue, as if it were sent to its whole list; muted ones are marked.

    Raises:
        errors.UnknownIssue, errors.InBin.
    """
    return Review(tuple(_recalled(opened, issue_id, drafts.REMEMBERED, frozenset(Basis))))


def beside(opened: Installation, issue_id: int, snapshot: Snapshot | None = None) -> Beside:
    """Return what stands beside the items and the lines of an issue while it is composed; asks for no reader.

    `snapshot` is that of now, for whoever has just taken it.

    Raises:
        errors.UnknownIssue, errors.InBin.
    """
    found: dict[int, list[Finding]] = defaultdict(list)
    lines = []
    for one in _recalled(opened, issue_id, drafts.CONTENT_ALONE, _OF_CONTENT, snapshot):
        for item, words in one.each or ([(one.item, one.message)] if one.item is not None else []):
            found[item] += [] if one.muted else [replace(one, item=item, message=words, each=())]
        if one.item is None and one.field and not one.muted:
            lines.append(one)
    return Beside({item: tuple(findings) for item, findings in found.items() if findings}, tuple(lines))


def _recalled(
    opened: Installation, issue_id: int, sources: Sources, bases: frozenset[Basis], snapshot: Snapshot | None = None
) -> list[Finding]:
    with opened.database.reading() as session:
        draft = drafts.gather(opened, session, issue_id, None, sources=sources, snapshot=snapshot)
        muted = muting.muted(session, issue_id).codes
    visits = draft_links.follow(opened, draft.snapshot, None)
    return checks.recall(replace(draft, visits=visits), muted, bases)
