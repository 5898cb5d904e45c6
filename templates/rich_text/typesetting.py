"""Documents as HTML for an `mj-text`, and as lines of text.

Everything typed is escaped here; merge fields and links become tokens. Refuses inline styles: classes and the
stylesheet of the e-mail provide them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby

from markupsafe import Markup, escape

from templates import plaintext, urls
from templates.letters import ValueContext
from templates.placeholders import Tokens
from templates.rich_text import bare_links, grids, html_tables, nodes, sides

#: Pixels between the margins of a letter: Outlook needs a width, because it does not know `max-width`.
COLUMN = 536

_NOTHING = Markup("")


@dataclass(frozen=True)
class Html:
    """Sets documents of one item as HTML."""

    tokens: Tokens
    #: The item that links are attributed to.
    key: str
    #: Level of the heading above the document: intertitres are one level below.
    above: int = 3
    #: Whether the stylesheet around it stacks the rows of wide tables on telephones, each cell with its label.
    stacks: bool = True

    def document(self, document: nodes.Document) -> Markup:
        """Return the whole document; no level of its intertitres is skipped, whatever was typed (WCAG 2.1, 1.3.1)."""
        return self._blocks(_stepped(bare_links.linked(document).blocks))

    def _blocks(self, blocks: Iterable[nodes.Block]) -> Markup:
        return Markup("").join(self._block(block) for block in blocks)

    def _block(self, block: nodes.Block) -> Markup:  # noqa: PLR0911 -- a kind a return
        match block:
            case nodes.Paragraph():
                return _tag("p", self._inlines(block.content), _side((block,))) if block.content else Markup("")
            case nodes.Heading():
                return _tag(f"h{self.above + block.level - 1}", self._inlines(block.content), _side((block,)))
            case nodes.Image():
                return Markup('<p><img src="{}" alt="{}" width="{}" class="picture" /></p>').format(
                    urls.image(block.src), block.alt or "", min(block.width or COLUMN, COLUMN)
                )
            case nodes.BulletList():
                return _tag("ul", self._items(block.items))
            case nodes.OrderedList():
                return Markup('<ol start="{}">{}</ol>').format(block.start, self._items(block.items))
            case nodes.Quote():
                return _tag("blockquote", self._blocks(block.blocks))
            case nodes.Table():
                return html_tables.Setter(self._tight, self.stacks).table(block)

    def _items(self, items: Iterable[nodes.ListItem]) -> Markup:
        return Markup("").join(_tag("li", self._tight(item.blocks), _side(item.blocks)) for item in items)

    def _tight(self, blocks: tuple[nodes.Block, ...]) -> Markup:
        """Set the first paragraph of a list item or cell without margins."""
        if blocks and isinstance(blocks[0], nodes.Paragraph):
            return self._inlines(blocks[0].content) + self._blocks(blocks[1:])
        return self._blocks(blocks)

    def _inlines(self, content: Iterable[nodes.Inline]) -> Markup:
        return Markup("").join(self._linked(link, run) for link, run in _runs(content))

    def _linked(self, link: str | None, run: tuple[nodes.Inline, ...]) -> Markup:
        if link is None:
            return Markup("").join(map(self._inline, run))
        words = Markup("").join(self._inline(_shortened(part)) for part in run)
        address = self.tokens.address(link, self.key, _label(run), ValueContext.URL)
        return Markup('<a href="{}">{}</a>').format(address, words)

    def _inline(self, part: nodes.Inline) -> Markup:
        if isinstance(part, nodes.Break):
            return Markup("<br />")
        if isinstance(part, nodes.Text):
            words = escape(part.text)
        else:
            words = Markup(self.tokens.slot(part.field.name, ValueContext.HTML, part.field.fallback or ""))  # noqa: S704 -- a token of ours, not typed text
        if part.marks.italic:
            words = _tag("em", words)
        return _tag("strong", words) if part.marks.bold else words


@dataclass(frozen=True)
class TextLines:
    """Sets documents of one item as text."""

    tokens: Tokens
    #: The item that links are attributed to.
    key: str
    #: As in `Html`; text has no levels.
    above: int = 3

    def document(self, document: nodes.Document) -> str:
        """Return the whole document, blocks separated by a blank line, not yet wrapped."""
        return self._blocks(bare_links.linked(document).blocks, "\n\n")

    def _blocks(self, blocks: Iterable[nodes.Block], between: str) -> str:
        return between.join(filter(None, map(self._block, blocks)))

    def _block(self, block: nodes.Block) -> str:
        match block:
            case nodes.Paragraph() | nodes.Heading():
                return self._inlines(block.content)
            case nodes.Image():
                return f"[{block.alt}]" if block.alt else ""
            case nodes.BulletList():
                return "\n".join(self._item("- ", item) for item in block.items)
            case nodes.OrderedList():
                numbered = enumerate(block.items, block.start)
                return "\n".join(self._item(f"{number}. ", item) for number, item in numbered)
            case nodes.Quote():
                return _prefixed(self._blocks(block.blocks, "\n\n"), "> ", "> ")
            case nodes.Table():
                return self._table(grids.grid(block))

    def _table(self, grid: grids.Grid) -> str:
        rows = [
            [
                plaintext.Cell(self._line(place.cell), max(1, place.cell.colspan), place.cell.align, not place.begins)
                for place in row
            ]
            for row in grid.rows
        ]
        heads = [grids.JOINED.join(map(self._line, grid.heads(column))) for column in range(grid.columns)]
        return plaintext.table(rows, heads, grid.headings, self.tokens.width)

    def _line(self, cell: nodes.Cell) -> str:
        return self._blocks(cell.blocks, " ").replace("\n", " ")

    def _item(self, sign: str, item: nodes.ListItem) -> str:
        return _prefixed(self._blocks(item.blocks, "\n"), sign, " " * len(sign))

    def _inlines(self, content: Iterable[nodes.Inline]) -> str:
        return "".join(self._linked(link, run) for link, run in _runs(content))

    def _linked(self, link: str | None, run: tuple[nodes.Inline, ...]) -> str:
        words = "".join(map(self._inline, run))
        if link is None:
            return words
        if not urls.is_web(link):
            plain = link.partition(":")[2]
            return words if _says(words, plain) else f"{words} ({plain})"
        address = self.tokens.address(link, self.key, _label(run), ValueContext.TEXT)
        return address if urls.same(words, link) else f"{words} ({address})"

    def _inline(self, part: nodes.Inline) -> str:
        match part:
            case nodes.Break():
                return "\n"
            case nodes.Text():
                return part.text
            case nodes.Merge():
                return self.tokens.slot(part.field.name, ValueContext.TEXT, part.field.fallback or "")


def _says(words: str, plain: str) -> bool:
    """Say whether the words of a link are its address or its telephone number, however its digits are grouped."""
    digits = re.sub(r"\D", "", plain)
    is_number = bool(re.fullmatch(r"\+?\d+", plain)) and digits[-9:] in re.sub(r"\D", "", words)
    return plain == words or is_number


def _stepped(blocks: Iterable[nodes.Block]) -> Iterable[nodes.Block]:
    """Correct the levels of intertitres so that no level is skipped; the highest have level 2."""
    above: list[int] = []
    for block in blocks:
        if not isinstance(block, nodes.Heading):
            yield block
            continue
        while above and above[-1] >= block.level:
            above.pop()
        above.append(block.level)
        yield replace(block, level=1 + len(above))


def _side(blocks: tuple[nodes.Block, ...]) -> Markup:
    return sides.attributes(right=sides.block_begins_right(blocks))


def _tag(name: str, content: Markup, attributes: Markup = _NOTHING) -> Markup:
    return Markup("<{0}{1}>{2}</{0}>").format(name, attributes, content)


def _prefixed(text: str, first: str, rest: str) -> str:
    return first + text.replace("\n", f"\n{rest}")


def _runs(
    content: Iterable[nodes.Inline],
) -> Iterable[tuple[str | None, tuple[nodes.Inline, ...]]]:
    """Group neighbours that lead to the same address into one link."""
    for link, run in groupby(content, _link):
        yield link, tuple(run)


def _link(part: nodes.Inline) -> str | None:
    return None if isinstance(part, nodes.Break) else part.marks.link


def _shortened(part: nodes.Inline) -> nodes.Inline:
    return replace(part, text=bare_links.shown(part.text)) if isinstance(part, nodes.Text) else part


def _label(run: Iterable[nodes.Inline]) -> str:
    return "".join(part.text for part in run if isinstance(part, nodes.Text))
