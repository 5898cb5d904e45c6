"""Mending a text: every rule, again and again until none finds anything, and the difference told line by line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from campaigns.editorial.typography import keeping, lines
from campaigns.editorial.typography.lines import Line
from campaigns.editorial.typography.rules import RULES, Kind
from campaigns.editorial.typography.styles import Style
from templates import nodes

#: What one rule mends another may look at; nothing seen so far took more than two.
_ROUNDS = 6


@dataclass(frozen=True)
class Change:
    """A line before and after."""

    before: str
    after: str
    #: What the rules that changed it are about.
    kinds: frozenset[Kind]


def text(typed: str, style: Style) -> str:
    """Return a text of one line, mended."""
    return _mended(lines.plain(typed), style)[0].text


def changes(typed: str, style: Style) -> tuple[Change, ...]:
    """Return what mending a text of one line would change: one change or none."""
    line, kinds = _mended(lines.plain(typed), style)
    return (Change(typed, line.text, kinds),) if line.text != typed else ()


def document(body: nodes.Document, style: Style) -> tuple[nodes.Document, tuple[Change, ...]]:
    """Return a body, mended, and what changed in it, in the order of reading."""
    mender = _Mender(style, [])
    return nodes.Document(mender.blocks(body.blocks)), tuple(mender.changes)


@dataclass(frozen=True)
class _Mender:
    """Walks a body; collects the changes on its way."""

    style: Style
    changes: list[Change]

    def blocks(self, blocks: Iterable[nodes.Block]) -> tuple[nodes.Block, ...]:
        return tuple(map(self._block, blocks))

    def _block(self, block: nodes.Block) -> nodes.Block:
        match block:
            case nodes.Paragraph() | nodes.Heading():
                return replace(block, content=self._runs(block.content))
            case nodes.Image():
                return replace(block, alt=self._alt(block.alt))
            case nodes.BulletList() | nodes.OrderedList():
                return replace(block, items=tuple(nodes.ListItem(self.blocks(one.blocks)) for one in block.items))
            case nodes.Quote():
                return nodes.Quote(self.blocks(block.blocks))
            case nodes.Table():
                return nodes.Table(tuple(tuple(map(self._cell, row)) for row in block.rows))

    def _cell(self, cell: nodes.Cell) -> nodes.Cell:
        return replace(cell, blocks=self.blocks(cell.blocks))

    def _alt(self, alt: str) -> str:
        found = changes(alt, self.style)
        self.changes.extend(found)
        return found[0].after if found else alt

    def _runs(self, content: tuple[nodes.Inline, ...]) -> tuple[nodes.Inline, ...]:
        typed = lines.of(content)
        line, kinds = _mended(typed, self.style)
        if line.text == typed.text:
            return content
        self.changes.append(Change(lines.said(typed, content), lines.said(line, content), kinds))
        return lines.back(line, content)


def _mended(typed: Line, style: Style) -> tuple[Line, frozenset[Kind]]:
    """Apply the rules until none changes anything; a text that never comes to rest is left as it was typed."""
    line, kinds = typed, frozenset[Kind]()
    for _round in range(_ROUNDS):
        before = line.text
        for changed, kind in _once(line, style):
            line, kinds = changed, kinds | {kind}
        if line.text == before:
            return line, kinds
    return typed, frozenset()


def _once(line: Line, style: Style) -> Iterator[tuple[Line, Kind]]:
    for rule in RULES:
        kept = keeping.spans(line.text, style.quoted)
        changed = line.edited(rule.find(keeping.masked(line.text, kept), style.profile), kept)
        if changed.text != line.text:
            line = changed
            yield line, rule.kind
