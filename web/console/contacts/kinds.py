"""The kinds of organisations, by the names that the installation has for them."""

from __future__ import annotations

from campaigns.editorial import wordings
from campaigns.post import labels
from lists.kinds import OrganisationKind
from runtime.installation import Installation


def named(opened: Installation) -> list[tuple[str, str]]:
    """Return each kind with its name, in the plural."""
    words = wordings.today(opened)
    return [(one.value, _begun(labels.kind(one.value, words))) for one in OrganisationKind]


def _begun(words: str) -> str:
    return words[:1].upper() + words[1:]
