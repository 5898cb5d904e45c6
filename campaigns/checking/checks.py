"""Every rule, in the order in which people read what was found; and running them."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from campaigns.checking.drafts import Draft
from campaigns.checking.findings import Finding, Seen
from campaigns.checking.rules import (
    composition,
    identity,
    layout,
    linking,
    newcomers,
    partnership,
    pictures,
    readers,
    subjects,
    typography,
    values,
    wordings,
)
from campaigns.checking.rules.rule import Basis
from runtime.remembering import Memory

RULES = (
    *identity.RULES,
    *readers.RULES,
    *values.RULES,
    *subjects.RULES,
    *composition.RULES,
    *newcomers.RULES,
    *partnership.RULES,
    *pictures.RULES,
    *linking.RULES,
    *wordings.RULES,
    *typography.RULES,
    *layout.RULES,
)


#: What rules that follow from the content alone saw, by code.
_seen: Memory[dict[str, tuple[Seen, ...]]] = Memory(64)


def run(draft: Draft, muted: frozenset[str] = frozenset()) -> list[Finding]:
    """Return every finding, blocking ones first; warnings whose codes are muted say so."""
    return _sorted(finding for rule in RULES for finding in rule.findings(rule.look(draft), muted))


def recall(draft: Draft, muted: frozenset[str], bases: Collection[Basis] = frozenset(Basis)) -> list[Finding]:
    """Return what `run` returns, of the rules with these bases; what follows from the content alone is remembered."""
    key = str(draft.installation.settings.data), draft.snapshot.sha256, draft.style_mark
    known = _seen.get(key, lambda: {one.code: tuple(one.look(draft)) for one in RULES if one.basis is Basis.CONTENT})
    return _sorted(
        finding
        for rule in RULES
        if rule.basis in bases
        for finding in rule.findings(known[rule.code] if rule.code in known else rule.look(draft), muted)
    )


def _sorted(findings: Iterable[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda finding: not finding.blocking)
