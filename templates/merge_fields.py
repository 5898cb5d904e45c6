"""Merge fields: `{{ prenom | Madame, Monsieur }}`, a known field and what is printed when it is empty.

Refuses everything else in braces: it is no field, it prints as it was typed. This is no template language.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

FIELDS = frozenset({"civilite", "prenom", "nom", "fonction", "organisation", "departement", "region", "mission_locale"})

_BRACES = re.compile(r"\{\{([^{}]*)\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_FIELD = re.compile(r"\s*([a-z_]+)\s*(?:\|\s*(.*?)\s*)?", re.DOTALL)


@dataclass(frozen=True)
class MergeField:
    """A place in a text that each reader sees filled differently."""

    #: One of `FIELDS`.
    name: str
    #: What is printed where nothing is known of the reader; None when the author gave nothing.
    fallback: str | None = None

    def typed(self) -> str:
        """Return the field as an author types it."""
        if self.fallback is None:
            return f"{{{{ {self.name} }}}}"
        return f"{{{{ {self.name} | {self.fallback} }}}}"


def parse(text: str) -> tuple[str | MergeField, ...]:
    """Cut `text` into what is constant and what is a field; what is no field stays literal text."""
    parts: list[str | MergeField] = []
    end = 0
    for match in _BRACES.finditer(text):
        field = _field(match)
        if field is None:
            continue
        if match.start() > end:
            parts.append(text[end : match.start()])
        parts.append(field)
        end = match.end()
    if end < len(text):
        parts.append(text[end:])
    return tuple(parts)


def unknown(text: str) -> list[str]:
    """List what an author should look at again: braces that hold no known field, fields without a fallback."""
    doubtful = []
    for match in _BRACES.finditer(text):
        field = _field(match)
        if field is None or field.fallback is None:
            doubtful.append(match.group())
    return doubtful


def _field(match: re.Match[str]) -> MergeField | None:
    if match.group(1) is None:
        return None
    found = _FIELD.fullmatch(match.group(1))
    if found is None or found.group(1) not in FIELDS:
        return None
    return MergeField(found.group(1), found.group(2))
