"""Words that the pieces of a review share: lists as sentences have them, and the partnership's own words for things."""

from __future__ import annotations

from campaigns.partnership.conventions import Convention
from campaigns.partnership.statuses.phrases import joined
from campaigns.post import labels

__all__ = ["capital", "joined", "kind"]


def kind(convention: Convention, name: str) -> str:
    """Return what the partners call organisations of a kind, in the plural."""
    return labels.kind(name, convention.words)


def capital(text: str) -> str:
    """Return a text with its first letter in capitals, the rest as it is."""
    return text[:1].upper() + text[1:]
