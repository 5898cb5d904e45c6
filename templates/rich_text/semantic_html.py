"""A document written as semantic HTML, without any styling, and read back.

Well-formed XML that is HTML too: a strict parser restores every character, and names the line of an error. Typed text
is escaped. Refuses every element that a body has no node for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from typing import Any

from markupsafe import Markup, escape

from runtime.language import _
from templates import errors, typed_text, urls
from templates.rich_text import markdown_reading, nodes, prosemirror, rebuilding

_NOTHING = nodes.Marks()


def to_html(document: nodes.Document) -> Markup:
    """Return the elements of a body, one block per line."""
    return Markup("\n").join(map(_block, document.blocks))


def from_html(element: Any) -> nodes.Document:
    """Read the body that an element of lxml holds.

    Raises:
        DocumentRefused, AddressRefused, TextRefused.
    """
    return nodes.Document(_read_blocks(element))


def _block(block: nodes.Block) -> Markup:  # noqa: PLR0911 -- a kind a return
    match block:
        case nodes.Paragraph():
            return _line("p", block.content)
        case nodes.Heading():
            return _line(f"h{block.level}", block.content)
        case nodes.Image():
            alt = "" if block.alt is None else Markup(' alt="{}"').format(block.alt)
            return Markup('<img src="{}"{} />').format(block.src, alt)
        case nodes.BulletList():
            return Markup("<ul>{}</ul>").format(_items(block.items))
        case nodes.OrderedList():
            return Markup('<ol start="{}">{}</ol>').format(block.start, _items(block.items))
        case nodes.Quote():
            return Markup("<blockquote>{}</blockquote>").format(_inner(block.blocks))
        case nodes.Table():
            rows = (Markup("<tr>{}</tr>").format(Markup("").join(map(_cell, row))) for row in block.rows)
            return Markup("<table>{}</table>").format(Markup("").join(rows))


def _inner(blocks: Iterable[nodes.Block]) -> Markup:
    return Markup("").join(map(_block, blocks))


def _items(items: Iterable[nodes.ListItem]) -> Markup:
    return Markup("").join(Markup("<li>{}</li>").format(_inner(item.blocks)) for item in items)


def _cell(cell: nodes.Cell) -> Markup:
    spans = Markup("").join(
        Markup(' {}="{}"').format(name, many)
        for name, many in (("colspan", cell.colspan), ("rowspan", cell.rowspan))
        if many != 1
    )
    if cell.align:
        spans += Markup(' class="{}"').format(cell.align)
    return Markup("<{0}{1}>{2}</{0}>").format("th" if cell.header else "td", spans, _inner(cell.blocks))


def _line(name: str, content: rebuilding.Content) -> Markup:
    found = Markup("")
    for link, run in groupby(content, lambda part: None if isinstance(part, nodes.Break) else part.marks.link):
        words = Markup("").join(map(_inline, run))
        found += words if link is None else Markup('<a href="{}">{}</a>').format(link, words)
    return Markup("<{0}>{1}</{0}>").format(name, found)


def _inline(part: nodes.Inline) -> Markup:
    if isinstance(part, nodes.Break):
        return Markup("<br />")
    words = escape(part.text if isinstance(part, nodes.Text) else part.field.typed())
    if part.marks.italic:
        words = Markup("<em>{}</em>").format(words)
    return Markup("<strong>{}</strong>").format(words) if part.marks.bold else words


def _read_blocks(element: Any) -> tuple[nodes.Block, ...]:
    for text in [element.text, *(child.tail for child in element)]:
        if (text or "").strip():
            raise _misplaced(element, text.strip()[:40])
    return tuple(_read_block(child) for child in element)


def _read_block(element: Any) -> nodes.Block:  # noqa: PLR0911 -- a kind a return
    match element.tag:
        case "p":
            return nodes.Paragraph(_read_line(element))
        case "h2" | "h3":
            return nodes.Heading(int(element.tag[1]), _read_line(element))
        case "img":
            alt = element.get("alt")
            return nodes.Image(element.get("src", ""), None if alt is None else _text(alt))
        case "ul":
            return nodes.BulletList(tuple(_read_items(element)))
        case "ol":
            return nodes.OrderedList(tuple(_read_items(element)), _number(element, "start"))
        case "blockquote":
            return nodes.Quote(_read_blocks(element))
        case "table":
            return nodes.Table(tuple(tuple(map(_read_cell, row)) for row in element if _is(row, "tr")))
        case _:
            raise _misplaced(element)


def _read_items(element: Any) -> Iterator[nodes.ListItem]:
    return (nodes.ListItem(_read_blocks(item)) for item in element if _is(item, "li"))


def _read_cell(element: Any) -> nodes.Cell:
    _is(element, "td", "th")
    spans = _number(element, "colspan"), _number(element, "rowspan")
    align = element.get("class", "")
    return nodes.Cell(_read_blocks(element), element.tag == "th", *spans, align if align in nodes.ALIGNMENTS else "")


def _read_line(element: Any) -> rebuilding.Content:
    joined = markdown_reading.joined(_read_inlines(element, _NOTHING))
    return tuple(
        one
        for part in joined
        for one in (prosemirror.runs(part.text, part.marks) if isinstance(part, nodes.Text) else (part,))
    )


def _read_inlines(element: Any, marks: nodes.Marks) -> Iterator[nodes.Inline]:
    yield from _run(element.text, marks)
    for child in element:
        match child.tag:
            case "br":
                yield nodes.Break()
            case "strong" | "b":
                yield from _read_inlines(child, replace(marks, bold=True))
            case "em" | "i":
                yield from _read_inlines(child, replace(marks, italic=True))
            case "a":
                yield from _read_inlines(child, replace(marks, link=urls.normalised(child.get("href", ""))))
            case _:
                raise _misplaced(child)
        yield from _run(child.tail, marks)


def _run(text: str | None, marks: nodes.Marks) -> Iterator[nodes.Text]:
    if text:
        yield nodes.Text(_text(text), marks)


def _text(text: str) -> str:
    """Return text on one line: an editor of the file may have broken the lines."""
    said = re.sub(r"[ \t\r\n]*[\t\r\n][ \t\r\n]*", " ", text)
    typed_text.require_printable(said)
    return said


def _number(element: Any, name: str) -> int:
    said = element.get(name, "1")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 5 else 1


def _is(element: Any, *names: str) -> bool:
    if element.tag not in names:
        raise _misplaced(element)
    return True


def _misplaced(element: Any, text: str = "") -> errors.DocumentRefused:
    words = _("ligne {line}, « {kind} » n’y a pas sa place")
    return errors.DocumentRefused(reason=words.format(line=element.sourceline, kind=text or f"<{element.tag}>"))
