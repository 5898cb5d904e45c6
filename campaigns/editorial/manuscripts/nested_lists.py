"""From paragraphs, some of them items of lists at some depth, to lists inside lists. Shared by both readers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from campaigns.editorial.manuscripts.manuscript import Part
from templates.rich_text import nodes


@dataclass(frozen=True)
class ListItem:
    """A paragraph that is an item of a list."""

    #: From 0.
    depth: int
    ordered: bool
    #: The number of this item, used if its list begins with it.
    number: int
    blocks: tuple[nodes.Block, ...]


@dataclass
class _Open:
    """A list that still takes items."""

    ordered: bool
    start: int
    items: list[list[nodes.Block]] = field(default_factory=list)

    def closed(self) -> nodes.Block:
        items = tuple(nodes.ListItem(tuple(blocks)) for blocks in self.items)
        return nodes.OrderedList(items, self.start) if self.ordered else nodes.BulletList(items)


def gathered(parts: Iterable[Part | ListItem]) -> list[Part]:
    """Return the parts with every run of items made a list; another kind at the same depth is another list."""
    found: list[Part] = []
    run: list[ListItem] = []
    for part in parts:
        if isinstance(part, ListItem):
            run.append(part)
            continue
        found += _lists(run)
        run = []
        found.append(part)
    return [*found, *_lists(run)]


def _lists(run: list[ListItem]) -> list[nodes.Block]:
    made: list[nodes.Block] = []
    while run:
        # A deeper item belongs to the item before it; the first item counts as depth 0 whatever its depth.
        first, top = run[0], run[0].depth
        opened = _Open(first.ordered, first.number)
        position = 0
        while position < len(run) and _goes_on(opened, run[position], top):
            item = run[position]
            inner = _deeper(run, position + 1, item.depth)
            opened.items.append([*item.blocks, *_lists(inner)])
            position += 1 + len(inner)
        made.append(opened.closed())
        run = run[position:]
    return made


def _goes_on(opened: _Open, item: ListItem, depth: int) -> bool:
    """Say whether an item continues a list: at its depth, of its kind, and with the next number."""
    if item.depth < depth or item.ordered != opened.ordered:
        return False
    return not item.ordered or item.number == opened.start + len(opened.items)


def _deeper(run: list[ListItem], start: int, depth: int) -> list[ListItem]:
    end = start
    while end < len(run) and run[end].depth > depth:
        end += 1
    return run[start:end]
