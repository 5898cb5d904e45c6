"""Merge fields: `{{ prenom | Madame, Monsieur }}`, a known field and the text printed when its value is empty.

Refuses everything else in braces: it is not a field and prints as typed. This is not a template language.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

FIELDS = frozenset({"civilite", "prenom", "nom", "fonction", "organisation", "departement", "region", "mission_locale"})

_BRACES = re.compile(r"\{\{([^{}]*)\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_FIELD = re.compile(r"\s*([a-z_]+)\s*(?:\|\s*(.*?)\s*)?", re.DOTALL)


@dataclass(frozen=True)
class MergeField:
    """A place in a text that is filled differently for each reader."""

    #: One of `FIELDS`.
    name: str
    #: What is printed when the reader has no value; `None` when the author gave no fallback.
    fallback: str | None = None

    def typed(self) -> str:
        """Return the field as an author types it."""
        if self.fallback is None:
            return f"{{{{ {self.name} }}}}"
        return f"{{{{ {self.name} | {self.fallback} }}}}"


def parse(text: str) -> tuple[str | MergeField, ...]:
    """Cut `text` into constants and fields; braces that hold no known field stay literal text."""
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


def braces(text: str) -> list[str]:
    """List what stands in braces like a field, known or not."""
    return [match.group() for match in _BRACES.finditer(text)]


def unknown(text: str) -> list[str]:
    """List what an author should check: braces that hold no known field, fields without a fallback."""
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
