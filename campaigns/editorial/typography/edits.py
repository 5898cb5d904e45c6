"""Edits of a text, and the helpers with which most rules make them. Owns no rule."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

#: Replaces what no rule may look into, such as a merge field; rules treat it as a word.
FIELD = "\ufffc"


class Edit(NamedTuple):
    """Replace the signs from `start` to `end` by `text`."""

    start: int
    end: int
    text: str

    def trimmed(self, source: str) -> Edit:
        """Leave out what the edit does not change in `source`."""
        start, end, new = self
        while start < end and new and source[start] == new[0]:
            start, new = start + 1, new[1:]
        while start < end and new and source[end - 1] == new[-1]:
            end, new = end - 1, new[:-1]
        return Edit(start, end, new)


class Span(NamedTuple):
    """Signs that stay as they are, from `start` to `end`."""

    start: int
    end: int

    def touched_by(self, edit: Edit) -> bool:
        """Tell whether an edit changes something inside the span; its two ends do not count."""
        if edit.start == edit.end:
            return self.start < edit.start < self.end
        return edit.start < self.end and self.start < edit.end


def replaced(pattern: re.Pattern[str], template: str, text: str) -> Iterator[Edit]:
    """Replace every match by a template of `re`."""
    for match in pattern.finditer(text):
        yield Edit(*match.span(), match.expand(template))


def filled(pattern: re.Pattern[str], sign: str, text: str) -> Iterator[Edit]:
    """Put `sign` in the place of the first group, ordinary spaces or nothing, of every match."""
    for match in pattern.finditer(text):
        yield Edit(*match.span(1), sign)
