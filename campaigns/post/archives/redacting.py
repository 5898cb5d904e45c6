"""The part of an item that may be shown today, after a withdrawal of names or of the whole article. Pure.

Names are hidden wherever they stand, in any case, even when they span differently formatted runs of text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Protocol

from campaigns.editorial.snapshots import Piece, Snapshot
from runtime.language import N_, _
from templates.rich_text import nodes, prosemirror, rebuilding

#: What stands where a name stood, and where an article stood.
HIDDEN = N_("[nom retiré]")
GONE = N_("Cet article a été retiré.")
#: Fields of an item in which people may be named.
_TEXTS = ("title", "kicker", "intro", "caption", "credit", "author", "source", "place", "image_alt", "link_label")


class Withdrawn(Protocol):
    """What was withdrawn."""

    @property
    def name(self) -> str: ...  # noqa: D102 -- a column; empty for the whole article
    @property
    def note(self) -> str: ...  # noqa: D102 -- a column


def is_gone(withdrawals: Sequence[Withdrawn]) -> bool:
    """Tell whether the whole article was withdrawn."""
    return any(not one.name for one in withdrawals)


def shown(item: Piece, withdrawals: Sequence[Withdrawn]) -> Piece:
    """Return an item of a snapshot as it may be shown today."""
    if not withdrawals:
        return item
    if is_gone(withdrawals):
        note = " ".join(filter(None, (_(GONE), *(one.note for one in withdrawals if not one.name))))
        return _emptied(item, note)
    pattern = _pattern(one.name for one in withdrawals)
    texts: dict[str, Any] = {field: pattern.sub(_(HIDDEN), getattr(item, field)) for field in _TEXTS}
    body = rebuilding.rebuilt(item.document, content=lambda line: _redacted(line, pattern))
    return replace(item, **texts, body=prosemirror.dump(body))


def redacted(snapshot: Snapshot, known: Mapping[int, Sequence[Withdrawn]]) -> Snapshot:
    """Return a snapshot as it may be shown today."""
    sections = (
        replace(section, items=tuple(shown(item, known.get(item.id, ())) for item in section.items))
        for section in snapshot.sections
    )
    return replace(snapshot, sections=tuple(sections))


def items_of(snapshot: Snapshot, item_id: int) -> Iterator[Piece]:
    """Yield an item of a snapshot, wherever it stands in it."""
    return (item for item in snapshot.items if item.id == item_id)


def _pattern(names: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern that finds these names, in any case and with any spaces between their words."""
    spelled = (r"\s+".join(map(re.escape, name.split())) for name in names)
    return re.compile(r"(?<!\w)(?:" + "|".join(spelled) + r")(?!\w)", re.IGNORECASE)


def _redacted(line: rebuilding.Content, pattern: re.Pattern[str]) -> rebuilding.Content:
    """Hide names in a line, also when they span differently formatted runs (« **Léïla** Benali »)."""
    texts = [part.text if isinstance(part, nodes.Text) else "\0" for part in line]
    spans = [match.span() for match in pattern.finditer("".join(texts))]
    parts: list[nodes.Inline] = []
    begins = 0
    for part, text in zip(line, texts, strict=True):
        kept = _outside(text, begins, spans)
        if not isinstance(part, nodes.Text):
            parts.append(part)
        elif kept:
            parts.append(replace(part, text=kept))
        begins += len(text)
    return tuple(parts)


def _outside(text: str, begins: int, spans: list[tuple[int, int]]) -> str:
    """Return the part of a text outside the spans, with a mark where a span begins in it."""
    written, at = [], 0
    for first, last in spans:
        start, end = max(first - begins, at), min(last - begins, len(text))
        if end <= at or start >= len(text):
            continue
        written += [text[at:start], _(HIDDEN) if first >= begins else ""]
        at = end
    return "".join([*written, text[at:]])


def _emptied(item: Piece, note: str) -> Piece:
    """Return what replaces a withdrawn item: only its type and its audience are left."""
    body = prosemirror.dump(nodes.Document((nodes.Paragraph((nodes.Text(note),)),)))
    return Piece(id=item.id, type=item.type, title=_(GONE), body=body, territory=item.territory, audience=item.audience)
