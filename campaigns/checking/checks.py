"""Every rule, in the order in which people read what was found; and running them."""

from __future__ import annotations

from campaigns.checking.drafts import Draft
from campaigns.checking.findings import Finding
from campaigns.checking.rules import (
    composition,
    identity,
    layout,
    linking,
    pictures,
    readers,
    subjects,
    typography,
    values,
    wordings,
)

RULES = (
    *identity.RULES,
    *readers.RULES,
    *values.RULES,
    *subjects.RULES,
    *composition.RULES,
    *pictures.RULES,
    *linking.RULES,
    *wordings.RULES,
    *typography.RULES,
    *layout.RULES,
)


def run(draft: Draft, muted: frozenset[str] = frozenset()) -> list[Finding]:
    """Return every finding, blocking ones first; warnings whose codes are muted say so."""
    found = [finding for rule in RULES for finding in rule.findings(draft, muted)]
    return sorted(found, key=lambda finding: not finding.blocking)
