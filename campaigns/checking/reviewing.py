"""What the machine sees in an issue, for pages that are opened again and again while somebody writes.

What follows from the content is remembered by its hash, what follows from readers until they change, see `people`.
Refuses to clear an issue for departure: a launch checks everything afresh, see `campaigns.acting.launching`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from campaigns.checking import checks, drafts, muting
from campaigns.checking.drafts import Sources
from campaigns.checking.findings import Finding, Review
from campaigns.checking.links import draft_links
from campaigns.checking.rules.rule import Basis
from runtime.installation import Installation

_OF_ITEMS = frozenset({Basis.CONTENT, Basis.MOMENT})


def whole(opened: Installation, issue_id: int) -> Review:
    """Return every finding about an issue, as if it were sent to its whole list; muted ones are marked.

    Raises:
        errors.UnknownIssue, errors.InBin.
    """
    return Review(tuple(_recalled(opened, issue_id, drafts.REMEMBERED, frozenset(Basis))))


def of_items(opened: Installation, issue_id: int) -> Mapping[int, tuple[Finding, ...]]:
    """Return the findings about each item of an issue that are not muted, what blocks first; asks for no reader.

    Raises:
        errors.UnknownIssue, errors.InBin.
    """
    found: dict[int, list[Finding]] = defaultdict(list)
    for one in _recalled(opened, issue_id, drafts.CONTENT_ALONE, _OF_ITEMS):
        if one.muted:
            continue
        for item, words in one.each or ([(one.item, one.message)] if one.item is not None else []):
            found[item].append(replace(one, item=item, message=words, each=()))
    return {item: tuple(findings) for item, findings in found.items()}


def _recalled(opened: Installation, issue_id: int, sources: Sources, bases: frozenset[Basis]) -> list[Finding]:
    with opened.database.reading() as session:
        draft = drafts.gather(opened, session, issue_id, None, sources=sources)
        muted = muting.muted(session, issue_id).codes
    visits = draft_links.follow(opened, draft.snapshot, None)
    return checks.recall(replace(draft, visits=visits), muted, bases)
