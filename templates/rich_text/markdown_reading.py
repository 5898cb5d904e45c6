"""Markdown, the file form of a body, read into a document.

Does not interpret HTML (it prints literally), blocks of code, rules and underlined headings, so that typed characters
survive: `+ 12 %`, `2009. Une`, `# 1 des`, `5*3*2` and `---` stay as they are. Refuses to change typography.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby
from urllib.parse import quote

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from runtime.language import _
from templates import errors, merge_fields, typed_text, urls
from templates.rich_text import nodes

#: Written instead of an alternative text when a picture is decorative: explicit, so that it is no oversight.
DECORATIVE = "décorative"
_LEFT_OUT = ["code", "fence", "hr", "html_block", "html_inline", "lheading", "reference"]
#: What CommonMark would take for a list, a title or emphasis, but a person meant literally: `+ 12 %`,
#: `2009. Une année`, `# 1 des apprentis`, `5*3*2`, `*|FNAME|*`. Nothing is escaped in an address between `<` and `>`.
_TYPED = re.compile(
    r"(?m)<[^<>\s]*>|(?P<foreign>\*\|[^|*\n]{1,60}\|\*)"
    r"|^(?P<lead>[ >]*)(?P<sign>\+|#(?= \d)|\d{3,9}(?=[.)]))|(?<=\d)\*(?=\d)"
)
#: What `_TYPED` escapes, where no escape is read.
_AS_TYPED = re.compile(r"(?<=\d)\\\*(?=\d)")


class _Reader(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802 -- the signature is the library's
        """Take every address: `urls` reads it afterwards, and refuses it with a reason."""
        return True


def from_markdown(text: str) -> nodes.Document:
    """Read Markdown (CommonMark, with tables); raises TextRefused, AddressRefused, DocumentRefused."""
    lines = text.replace("\r\n", "\n").replace("\t", "    ")
    typed_text.require_printable(lines)
    tree = _Tree(*_shielded(lines))
    tokens = _reader().parse(_TYPED.sub(_escaped, tree.source))
    return nodes.Document(tree.blocks(SyntaxTreeNode(tokens).children))


@cache
def _reader() -> MarkdownIt:
    return _Reader("commonmark", {"html": False}).enable("table").disable(_LEFT_OUT)


def _escaped(match: re.Match[str]) -> str:
    sign = match["sign"]
    if match["foreign"]:
        return match["foreign"].replace("*", "\\*")
    if sign is None:
        return "\\*" if match.group() == "*" else match.group()
    return f"{match['lead']}{sign}\\" if sign.isdigit() else f"{match['lead']}\\{sign}"


def _shielded(text: str) -> tuple[str, str, tuple[merge_fields.MergeField, ...]]:
    """Replace each field by a character that nobody types; the `|` of a field would cut a table cell."""
    shield = next(sign for sign in map(chr, range(0xE000, 0xF8FF)) if sign not in text)
    parts = merge_fields.parse(text)
    fields = tuple(part for part in parts if isinstance(part, merge_fields.MergeField))
    numbers = iter(range(len(fields)))
    source = "".join(part if isinstance(part, str) else f"{shield}{next(numbers)}{shield}" for part in parts)
    return source, shield, fields


@dataclass(frozen=True)
class _Tree:
    source: str
    #: Encloses the number of a field.
    shield: str
    fields: tuple[merge_fields.MergeField, ...]

    def blocks(self, children: Iterable[SyntaxTreeNode]) -> tuple[nodes.Block, ...]:
        return tuple(block for node in children for block in self._block(node))

    def _block(self, node: SyntaxTreeNode) -> Iterable[nodes.Block]:  # noqa: PLR0911 -- a kind a return
        match node.type:
            case "paragraph":
                return self._paragraph(node.children[0].children)
            case "inline":
                return self._paragraph(node.children)
            case "heading":
                return [nodes.Heading(3 if node.tag > "h2" else 2, self._inlines(node.children[0].children))]
            case "bullet_list":
                return [nodes.BulletList(self._items(node))]
            case "ordered_list":
                return [nodes.OrderedList(self._items(node), int(node.attrs.get("start", 1)))]
            case "blockquote":
                return [nodes.Quote(self.blocks(node.children))]
            case "table":
                rows = (row for part in node.children for row in part.children)
                return [headed(nodes.Table(tuple(tuple(map(self._cell, row.children)) for row in rows)))]
            case kind:
                raise _misplaced(kind)

    def _items(self, node: SyntaxTreeNode) -> tuple[nodes.ListItem, ...]:
        return tuple(nodes.ListItem(self.blocks(item.children)) for item in node.children)

    def _cell(self, node: SyntaxTreeNode) -> nodes.Cell:
        align = str(node.attrs.get("style", "")).removeprefix("text-align:")
        aligned = align if align in nodes.ALIGNMENTS else ""
        return nodes.Cell(self.blocks(node.children), header=node.type == "th", align=aligned)

    def _paragraph(self, children: Iterable[SyntaxTreeNode]) -> Iterable[nodes.Block]:
        """Split a paragraph at its pictures: a picture becomes a block of its own."""
        for is_image, run in groupby(children, lambda node: node.type == "image"):
            if is_image:
                yield from (nodes.Image(str(node.attrs["src"]), self._alt(_plain(node))) for node in run)
            else:
                content = stripped(self._inlines(run))
                if content:
                    yield nodes.Paragraph(content)

    def _inlines(
        self,
        children: Iterable[SyntaxTreeNode],
        marks: nodes.Marks = nodes.Marks(),  # noqa: B008 -- frozen
    ) -> tuple[nodes.Inline, ...]:
        return joined(part for node in children for part in self._inline(node, marks))

    def _inline(self, node: SyntaxTreeNode, marks: nodes.Marks) -> tuple[nodes.Inline, ...]:  # noqa: PLR0911 -- a kind a return
        match node.type:
            case "text":
                return self._text(node.content, marks)
            case "code_inline":
                # Of a word between back-ticks only the word is kept: letters have no type for code.
                return self._text(_AS_TYPED.sub("*", node.content), marks)
            case "softbreak":
                return (nodes.Text(" ", marks),)
            case "hardbreak":
                return (nodes.Break(),)
            case "strong":
                return self._inlines(node.children, replace(marks, bold=True))
            case "em":
                return self._inlines(node.children, replace(marks, italic=True))
            case "link":
                return self._inlines(node.children, replace(marks, link=self._address(str(node.attrs["href"]))))
            case kind:
                raise _misplaced(kind)

    def _text(self, text: str, marks: nodes.Marks) -> tuple[nodes.Inline, ...]:
        pieces = enumerate(re.split(f"{self.shield}([0-9]+){self.shield}", text))
        return tuple(
            nodes.Merge(self.fields[int(piece)], marks) if odd % 2 else nodes.Text(piece, marks)
            for odd, piece in pieces
            if piece
        )

    def _alt(self, text: str) -> str | None:
        """Return the alternative text of a picture; merge fields are not filled there, so they stay as typed."""
        if text.strip().casefold() == DECORATIVE:
            return ""
        return self._typed(text).strip() or None

    def _typed(self, text: str) -> str:
        return re.sub(f"{self.shield}([0-9]+){self.shield}", lambda match: self.fields[int(match[1])].typed(), text)

    def _address(self, href: str) -> str:
        if quote(self.shield) in href:
            raise errors.DocumentRefused(reason=_("un champ de fusion ne peut pas faire partie d’une adresse"))
        return urls.normalised(href)


def headed(table: nodes.Table) -> nodes.Table:
    """Leave out an empty first row: Markdown has no table without a heading row."""
    says = len(table.rows) == 1 or any(cell.blocks or not cell.header for cell in table.rows[0])
    return table if says else nodes.Table(table.rows[1:])


def _plain(node: SyntaxTreeNode) -> str:
    """Return the words of an inline, without formatting."""
    if node.type in {"softbreak", "hardbreak"}:
        return " "
    return "".join(map(_plain, node.children)) if node.children else node.content


def joined(parts: Iterable[nodes.Inline]) -> tuple[nodes.Inline, ...]:
    """Merge neighbouring runs with the same formatting."""
    runs: list[nodes.Inline] = []
    for part in parts:
        last = runs[-1] if runs else None
        if isinstance(part, nodes.Text) and isinstance(last, nodes.Text) and part.marks == last.marks:
            runs[-1] = nodes.Text(last.text + part.text, part.marks)
        else:
            runs.append(part)
    return tuple(runs)


def stripped(content: tuple[nodes.Inline, ...]) -> tuple[nodes.Inline, ...]:
    """Leave out the spaces at both ends of a line, such as the line ends between a picture and its paragraph."""
    if content and isinstance(content[0], nodes.Text):
        content = (replace(content[0], text=content[0].text.lstrip(" ")), *content[1:])
    if content and isinstance(content[-1], nodes.Text):
        content = (*content[:-1], replace(content[-1], text=content[-1].text.rstrip(" ")))
    return tuple(part for part in content if not isinstance(part, nodes.Text) or part.text)


def _misplaced(kind: str) -> errors.DocumentRefused:
    return errors.DocumentRefused(reason=_("un élément « {kind} » n’y a pas sa place").format(kind=kind))
