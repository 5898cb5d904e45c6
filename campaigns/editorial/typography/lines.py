"""A line of text in several runs (formats), and edits that keep every character in its run.

A rule sees plain text, across bold, italic and links; this module puts the changes back into the runs. Refuses edits
that touch a protected span, or things that are not text (a merge field, a new line in a paragraph).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from campaigns.editorial.typography.edits import FIELD, Edit, Span
from templates.rich_text import nodes

#: A space takes the format of the character that requires it.
_FOLLOWS = re.compile(r"[;:!?»%‰€]")


@dataclass(frozen=True)
class StyledLine:
    """The text of one paragraph, title or cell."""

    text: str
    #: Of each sign, the number of its run; never decreasing.
    owners: tuple[int, ...]
    #: Numbers of the runs that are no text.
    closed: frozenset[int] = frozenset()

    def edited(self, edits: Iterable[Edit], kept: Sequence[Span]) -> StyledLine:
        """Return the line with every edit that touches nothing kept; edits do not overlap."""
        text, owners = self.text, list(self.owners)
        for wanted in sorted(edits, reverse=True):
            edit = wanted.trimmed(self.text)
            owner = self._owner(edit)
            if edit.start == edit.end and not edit.text:
                continue
            if owner is None or any(span.touched_by(edit) for span in kept):
                continue
            text = text[: edit.start] + edit.text + text[edit.end :]
            owners[edit.start : edit.end] = [owner] * len(edit.text)
        return StyledLine(text, tuple(owners), self.closed)

    def _owner(self, edit: Edit) -> int | None:
        """Return the run that takes the new signs; `None` where there is no run, or where no text is replaced."""
        replaced = self.owners[edit.start : edit.end]
        if replaced:
            return None if self.closed.intersection(replaced) else replaced[0]
        beside = [self.owners[place] for place in (edit.start - 1, edit.start) if 0 <= place < len(self.owners)]
        if _FOLLOWS.match(self.text, edit.start):
            beside.reverse()
        return next((owner for owner in beside if owner not in self.closed), None)


def plain(text: str) -> StyledLine:
    """Return a text of one run."""
    return StyledLine(text, (0,) * len(text))


def of(content: Sequence[nodes.Inline]) -> StyledLine:
    """Return the line that the runs of a paragraph make."""
    texts = [_text(part) for part in content]
    owners = tuple(number for number, text in enumerate(texts) for _sign in text)
    closed = frozenset(number for number, part in enumerate(content) if not isinstance(part, nodes.Text))
    return StyledLine("".join(texts), owners, closed)


def back(line: StyledLine, content: Sequence[nodes.Inline]) -> tuple[nodes.Inline, ...]:
    """Return the runs of `content` with the text of `line`; a run that lost its text is gone."""
    runs = groupby(zip(line.owners, line.text, strict=True), key=itemgetter(0))
    texts = {owner: "".join(sign for _owner, sign in signs) for owner, signs in runs}
    kept: list[nodes.Inline] = []
    for number, part in enumerate(content):
        if not isinstance(part, nodes.Text):
            kept.append(part)
        elif number in texts:
            kept.append(nodes.Text(texts[number], part.marks))
    return tuple(kept)


def said(line: StyledLine, content: Sequence[nodes.Inline]) -> str:
    """Return the text as a person reads it, merge fields as they are typed."""
    return "".join(part.field.typed() if isinstance(part, nodes.Merge) else _text(part) for part in back(line, content))


def _text(part: nodes.Inline) -> str:
    match part:
        case nodes.Text():
            return part.text
        case nodes.Merge():
            return FIELD
        case nodes.Break():
            return "\n"
