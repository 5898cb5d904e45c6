"""The body of an item: a small document, in the JSON shape that ProseMirror editors read and write.

Owns JSON to nodes and back. Refuses any node it does not know, links that `urls` refuses, and
control characters. Attributes that only an editor needs (widths, classes, targets) are not kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from runtime.language import _
from templates import errors, merge_fields, typed_text, urls
from templates.rich_text import nodes

_DEEPEST = 24


Document = nodes.Document


def parse(value: object) -> nodes.Document:
    """Read decoded JSON of the shape {"type": "doc", "content": […]}.

    Raises DocumentRefused, AddressRefused, TextRefused.
    """
    node = _node(value)
    if node["type"] != "doc":
        raise _unknown(node["type"])
    return nodes.Document(_blocks(node, 0))


def dump(document: nodes.Document) -> dict[str, Any]:
    """Return the JSON shape of a document; `parse` gives the document back."""
    return {"type": "doc", "content": [_dumped(block) for block in document.blocks]}


def _node(value: object) -> Mapping[str, Any]:
    if not isinstance(value, dict) or not isinstance(value.get("type"), str):
        raise errors.DocumentRefused(reason=_("une partie n’a pas la forme attendue"))
    return value


def _unknown(kind: str) -> errors.DocumentRefused:
    return errors.DocumentRefused(reason=_("un élément « {kind} » n’y a pas sa place").format(kind=kind[:40]))


def _content(node: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    content = node.get("content") or []
    if not isinstance(content, list):
        raise errors.DocumentRefused(reason=_("une partie n’a pas la forme attendue"))
    return [_node(child) for child in content]


def _blocks(node: Mapping[str, Any], depth: int) -> tuple[nodes.Block, ...]:
    if depth > _DEEPEST:
        raise errors.DocumentRefused(reason=_("trop d’éléments y sont imbriqués"))
    return tuple(_block(child, depth + 1) for child in _content(node))


def _block(node: Mapping[str, Any], depth: int) -> nodes.Block:
    reader = _READERS.get(node["type"])
    if reader is None:
        raise _unknown(node["type"])
    return reader(node, depth)


def _paragraph(node: Mapping[str, Any], _depth: int) -> nodes.Block:
    return nodes.Paragraph(_inlines(node))


def _heading(node: Mapping[str, Any], _depth: int) -> nodes.Block:
    return nodes.Heading(3 if _number(node, "level", 2) > 2 else 2, _inlines(node))


def _image(node: Mapping[str, Any], _depth: int) -> nodes.Block:
    alt = _attributes(node).get("alt")
    return nodes.Image(_string(node, "src"), None if alt is None else _line(alt))


def _bullets(node: Mapping[str, Any], depth: int) -> nodes.Block:
    return nodes.BulletList(_items(node, depth))


def _numbers(node: Mapping[str, Any], depth: int) -> nodes.Block:
    return nodes.OrderedList(_items(node, depth), _number(node, "start", 1))


def _quote(node: Mapping[str, Any], depth: int) -> nodes.Block:
    return nodes.Quote(_blocks(node, depth))


def _table(node: Mapping[str, Any], depth: int) -> nodes.Block:
    rows = []
    for row in _expected(node, {"tableRow"}):
        cells = _expected(row, {"tableCell", "tableHeader"})
        rows.append(tuple(_cell(cell, depth) for cell in cells))
    return nodes.Table(tuple(rows))


_READERS: dict[str, Callable[[Mapping[str, Any], int], nodes.Block]] = {
    "paragraph": _paragraph,
    "heading": _heading,
    "image": _image,
    "bulletList": _bullets,
    "orderedList": _numbers,
    "blockquote": _quote,
    "table": _table,
}


def _items(node: Mapping[str, Any], depth: int) -> tuple[nodes.ListItem, ...]:
    return tuple(nodes.ListItem(_blocks(item, depth)) for item in _expected(node, {"listItem"}))


def _cell(node: Mapping[str, Any], depth: int) -> nodes.Cell:
    header = node["type"] == "tableHeader"
    align = _attributes(node).get("align")
    return nodes.Cell(
        _blocks(node, depth),
        header,
        _number(node, "colspan", 1),
        _number(node, "rowspan", 1),
        align if isinstance(align, str) and align in nodes.ALIGNMENTS else "",
    )


def _expected(node: Mapping[str, Any], kinds: set[str]) -> list[Mapping[str, Any]]:
    children = _content(node)
    for child in children:
        if child["type"] not in kinds:
            raise _unknown(child["type"])
    return children


def _inlines(node: Mapping[str, Any]) -> tuple[nodes.Inline, ...]:
    return tuple(inline for child in _content(node) for inline in _inline(child))


def _inline(node: Mapping[str, Any]) -> tuple[nodes.Inline, ...]:
    match node["type"]:
        case "hardBreak":
            return (nodes.Break(),)
        case "mergeField":
            return (nodes.Merge(_field(node), _marks(node)),)
        case "text":
            return runs(_line(node.get("text")), _marks(node))
        case kind:
            raise _unknown(kind)


def runs(text: str, marks: nodes.Marks) -> tuple[nodes.Inline, ...]:
    """Cut typed text into runs and the merge fields that stand in it."""
    return tuple(
        nodes.Text(part, marks) if isinstance(part, str) else nodes.Merge(part, marks)
        for part in merge_fields.parse(text)
    )


def _field(node: Mapping[str, Any]) -> merge_fields.MergeField:
    name = _string(node, "field")
    if name not in merge_fields.FIELDS:
        raise errors.DocumentRefused(reason=_("« {name} » n’est pas un champ connu").format(name=name[:40]))
    fallback = _attributes(node).get("fallback")
    return merge_fields.MergeField(name, None if fallback is None else _line(fallback))


def _marks(node: Mapping[str, Any]) -> nodes.Marks:
    bold = italic = False
    link: str | None = None
    for mark in node.get("marks") or []:
        match _node(mark)["type"]:
            case "bold":
                bold = True
            case "italic":
                italic = True
            case "link":
                link = urls.normalised(_string(mark, "href"))
            case kind:
                raise _unknown(kind)
    return nodes.Marks(bold, italic, link)


def _attributes(node: Mapping[str, Any]) -> Mapping[str, Any]:
    attributes = node.get("attrs") or {}
    if not isinstance(attributes, dict):
        raise errors.DocumentRefused(reason=_("une partie n’a pas la forme attendue"))
    return attributes


def _string(node: Mapping[str, Any], name: str) -> str:
    value = _attributes(node).get(name)
    return "" if value is None else _line(value)


def _number(node: Mapping[str, Any], name: str, default: int) -> int:
    value = _attributes(node).get(name)
    return value if isinstance(value, int) and 0 <= value < 10_000 else default


def _line(value: object) -> str:
    if not isinstance(value, str):
        raise errors.DocumentRefused(reason=_("une partie n’a pas la forme attendue"))
    line = re.sub(r"[ \t\r\n]*[\t\r\n][ \t\r\n]*", " ", value)
    typed_text.require_printable(line)
    return line


def _dumped(block: nodes.Block | nodes.ListItem) -> dict[str, Any]:  # noqa: C901, PLR0911 -- a kind a return
    match block:
        case nodes.Paragraph():
            return {"type": "paragraph", "content": [_dumped_inline(part) for part in block.content]}
        case nodes.Heading():
            content = [_dumped_inline(part) for part in block.content]
            return {"type": "heading", "attrs": {"level": block.level}, "content": content}
        case nodes.Image():
            return {"type": "image", "attrs": {"src": block.src, "alt": block.alt}}
        case nodes.BulletList():
            return {"type": "bulletList", "content": [_dumped(item) for item in block.items]}
        case nodes.OrderedList():
            content = [_dumped(item) for item in block.items]
            return {"type": "orderedList", "attrs": {"start": block.start}, "content": content}
        case nodes.ListItem():
            return {"type": "listItem", "content": [_dumped(inner) for inner in block.blocks]}
        case nodes.Quote():
            return {"type": "blockquote", "content": [_dumped(inner) for inner in block.blocks]}
        case nodes.Table():
            return {"type": "table", "content": [_dumped_row(row) for row in block.rows]}


def _dumped_row(row: tuple[nodes.Cell, ...]) -> dict[str, Any]:
    return {"type": "tableRow", "content": [_dumped_cell(cell) for cell in row]}


def _dumped_cell(cell: nodes.Cell) -> dict[str, Any]:
    return {
        "type": "tableHeader" if cell.header else "tableCell",
        # Only where it says something: what was frozen before tables could be aligned keeps its hash.
        "attrs": {"colspan": cell.colspan, "rowspan": cell.rowspan} | ({"align": cell.align} if cell.align else {}),
        "content": [_dumped(block) for block in cell.blocks],
    }


def _dumped_inline(part: nodes.Inline) -> dict[str, Any]:
    match part:
        case nodes.Break():
            return {"type": "hardBreak"}
        case nodes.Text():
            return {"type": "text", "text": part.text} | _dumped_marks(part.marks)
        case nodes.Merge():
            attributes = {"field": part.field.name, "fallback": part.field.fallback}
            return {"type": "mergeField", "attrs": attributes} | _dumped_marks(part.marks)


def _dumped_marks(marks: nodes.Marks) -> dict[str, Any]:
    dumped: list[dict[str, Any]] = []
    if marks.bold:
        dumped.append({"type": "bold"})
    if marks.italic:
        dumped.append({"type": "italic"})
    if marks.link is not None:
        dumped.append({"type": "link", "attrs": {"href": marks.link}})
    return {"marks": dumped} if dumped else {}
