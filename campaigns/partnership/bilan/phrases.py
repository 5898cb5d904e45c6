"""Words that the pieces of a review share: lists as sentences have them, and the partnership's own words for things."""

from __future__ import annotations

from collections.abc import Sequence

from campaigns.partnership.conventions import Convention
from campaigns.post import labels
from runtime.language import _, ngettext


def joined(names: Sequence[str], others: int = 0) -> str:
    """Join names as a sentence does; `others` are counted behind them."""
    said = list(names)
    if others > 0:
        said.append(ngettext("{many} autre", "{many} autres", others).format(many=others))
    if len(said) < 2:
        return "".join(said)
    return _("{first} et {last}").format(first=", ".join(said[:-1]), last=said[-1])


def kind(convention: Convention, name: str) -> str:
    """Return what the partners call organisations of a kind, in the plural."""
    return convention.words.kinds.get(name) or labels.kind(name)


def capital(text: str) -> str:
    """Return a text with its first letter in capitals, the rest as it is."""
    return text[:1].upper() + text[1:]
