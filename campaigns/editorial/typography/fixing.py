"""Fixing a text: apply every rule until nothing changes, and report the difference line by line."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from campaigns.editorial.typography import lines, protected_text
from campaigns.editorial.typography.lines import StyledLine
from campaigns.editorial.typography.rules import RULES, RuleKind
from campaigns.editorial.typography.styles import Style
from templates.rich_text import nodes, rebuilding

#: A fix by one rule may trigger another rule; no text so far took more than two rounds.
_ROUNDS = 6


@dataclass(frozen=True)
class TextChange:
    """A line before and after."""

    before: str
    after: str
    #: What the rules that changed it are about.
    kinds: frozenset[RuleKind]


def text(typed: str, style: Style) -> str:
    """Return a text of one line, mended."""
    return _mended(lines.plain(typed), style)[0].text


def changes(typed: str, style: Style) -> tuple[TextChange, ...]:
    """Return what mending a text of one line would change: one change or none."""
    line, kinds = _mended(lines.plain(typed), style)
    return (TextChange(typed, line.text, kinds),) if line.text != typed else ()


def document(
    body: nodes.Document, style: Style, chosen: Collection[int] | None = None
) -> tuple[nodes.Document, tuple[TextChange, ...]]:
    """Return a body, mended, and what could change in it, in the order of reading.

    Of these, only the `chosen` ones are made, by their number from 0; all of them for `None`.
    """
    found: list[TextChange] = []

    def is_chosen() -> bool:
        return chosen is None or len(found) - 1 in chosen

    def content(typed: rebuilding.Content) -> rebuilding.Content:
        before = lines.of(typed)
        after, kinds = _mended(before, style)
        if after.text == before.text:
            return typed
        found.append(TextChange(lines.said(before, typed), lines.said(after, typed), kinds))
        return lines.back(after, typed) if is_chosen() else typed

    def image(picture: nodes.Image) -> nodes.Image:
        changed = changes(picture.alt or "", style)
        found.extend(changed)
        return replace(picture, alt=changed[0].after) if changed and is_chosen() else picture

    return rebuilding.rebuilt(body, content, image), tuple(found)


def _mended(typed: StyledLine, style: Style) -> tuple[StyledLine, frozenset[RuleKind]]:
    """Apply the rules until nothing changes; a text that never settles is left as it was typed."""
    line, kinds = typed, frozenset[RuleKind]()
    for _round in range(_ROUNDS):
        before = line.text
        for changed, kind in _once(line, style):
            line, kinds = changed, kinds | {kind}
        if line.text == before:
            return line, kinds
    return typed, frozenset()


def _once(line: StyledLine, style: Style) -> Iterator[tuple[StyledLine, RuleKind]]:
    for rule in RULES:
        kept = protected_text.spans(line.text, style.quoted)
        changed = line.edited(rule.find(protected_text.masked(line.text, kept), style.profile), kept)
        if changed.text != line.text:
            line = changed
            yield line, rule.kind
