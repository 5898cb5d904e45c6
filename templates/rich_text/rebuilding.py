"""The same document with other words or other pictures: every block is visited, the structure stays."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TypeAlias

from templates.rich_text import nodes

Content: TypeAlias = tuple[nodes.Inline, ...]


def rebuilt(
    document: nodes.Document,
    content: Callable[[Content], Content] = lambda same: same,
    image: Callable[[nodes.Image], nodes.Image | None] = lambda same: same,
) -> nodes.Document:
    """Return the document with each line replaced by `content` and each picture by `image`, in reading order.

    A picture for which `image` returns `None` is left out.
    """
    return nodes.Document(_Builder(content, image).blocks(document.blocks))


@dataclass(frozen=True)
class _Builder:
    content: Callable[[Content], Content]
    image: Callable[[nodes.Image], nodes.Image | None]

    def blocks(self, blocks: Iterable[nodes.Block]) -> tuple[nodes.Block, ...]:
        return tuple(made for block in blocks if (made := self._block(block)) is not None)

    def _block(self, block: nodes.Block) -> nodes.Block | None:
        match block:
            case nodes.Paragraph() | nodes.Heading():
                return replace(block, content=self.content(block.content))
            case nodes.Image():
                return self.image(block)
            case nodes.BulletList() | nodes.OrderedList():
                return replace(block, items=tuple(nodes.ListItem(self.blocks(one.blocks)) for one in block.items))
            case nodes.Quote():
                return nodes.Quote(self.blocks(block.blocks))
            case nodes.Table():
                return nodes.Table(tuple(tuple(map(self._cell, row)) for row in block.rows))

    def _cell(self, cell: nodes.Cell) -> nodes.Cell:
        return replace(cell, blocks=self.blocks(cell.blocks))
