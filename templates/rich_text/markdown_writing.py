"""A document written as Markdown, which `markdown_reading` reads back without any loss.

Refuses rather than loses: what Markdown cannot express (merged cells, a list in a cell) raises `DocumentUnwritable`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from templates import errors
from templates.rich_text import markdown_inlines, markdown_reading, nodes, rebuilding

#: Characters that begin a block at the start of a line, or a table rule at the start of a later line of a paragraph.
_AT_START = re.compile(r"#{1,6}(?= |$)|[-+=](?= |$)|[-:](?=[-:|])|>|~|\d{1,9}(?=[.)](?: |$))")

#: How the rule of a table says where the cells of a column stand.
_RULES = {"": " --- ", "right": " ---: ", "center": " :---: "}


def to_markdown(document: nodes.Document) -> str:
    """Return a document as Markdown, ending with a line end; `markdown_reading.from_markdown` gives it back.

    Raises:
        errors.DocumentUnwritable: Markdown cannot express something in it.
    """
    wanted = normal(document)
    text = "\n\n".join(_blocks(wanted.blocks))
    if markdown_reading.from_markdown(text) != wanted:
        raise errors.DocumentUnwritable
    return f"{text}\n" if text else ""


def normal(document: nodes.Document) -> nodes.Document:
    """Return the document without what is invisible: empty runs and blocks, blanks that end a line."""
    found = rebuilding.rebuilt(document, content=_normal_line)
    return nodes.Document(tuple(_without_empty(found.blocks)))


def _normal_line(content: rebuilding.Content) -> rebuilding.Content:
    joined = markdown_reading.joined(part for part in content if not isinstance(part, nodes.Text) or part.text)
    line = markdown_reading.stripped(joined)
    while line and (isinstance(line[-1], nodes.Break) or line != markdown_reading.stripped(line)):
        line = markdown_reading.stripped(line[:-1] if isinstance(line[-1], nodes.Break) else line)
    return line


def _without_empty(blocks: Iterable[nodes.Block]) -> Iterator[nodes.Block]:
    return (made for made in map(_block_without, blocks) if _says(made))


def _says(block: nodes.Block) -> bool:
    match block:
        case nodes.Paragraph(()) | nodes.Heading(_, ()) | nodes.BulletList(()) | nodes.OrderedList(()):
            return False
        case nodes.Quote(()) | nodes.Table(()):
            return False
    return True


def _block_without(block: nodes.Block) -> nodes.Block:
    match block:
        case nodes.BulletList() | nodes.OrderedList():
            return replace(block, items=tuple(map(_item, block.items)))
        case nodes.Quote():
            return nodes.Quote(tuple(_without_empty(block.blocks)))
        case nodes.Table():
            rows = tuple(tuple(map(_cell, row)) for row in block.rows if row)
            return markdown_reading.headed(nodes.Table(rows)) if rows else nodes.Table(())
    return block


def _item(item: nodes.ListItem) -> nodes.ListItem:
    return nodes.ListItem(tuple(_without_empty(item.blocks)))


def _cell(cell: nodes.Cell) -> nodes.Cell:
    return replace(cell, blocks=tuple(_without_empty(cell.blocks)))


def _blocks(blocks: Iterable[nodes.Block]) -> Iterator[str]:
    """Yield each block; two lists in a row get different markers, or they would become one."""
    before: type[nodes.Block] | None = None
    other = False
    for block in blocks:
        other = isinstance(block, nodes.BulletList | nodes.OrderedList) and type(block) is before and not other
        before = type(block)
        yield _block(block, other=other)


def _block(block: nodes.Block, *, other: bool) -> str:  # noqa: PLR0911 -- a kind a return
    match block:
        case nodes.Paragraph():
            return _lines(block.content)
        case nodes.Heading():
            return f"{'#' * block.level} {_heading(block.content)}".rstrip(" ")
        case nodes.Image():
            return _image(block)
        case nodes.BulletList():
            return "\n".join(_indented("* " if other else "- ", item.blocks) for item in block.items)
        case nodes.OrderedList():
            sign = ")" if other else "."
            numbered = enumerate(block.items, block.start)
            return "\n".join(_indented(f"{number}{sign} ", item.blocks) for number, item in numbered)
        case nodes.Quote():
            return "\n".join(f"> {line}".rstrip(" ") for line in "\n\n".join(_blocks(block.blocks)).split("\n"))
        case nodes.Table():
            return _table(block)


def _heading(content: rebuilding.Content) -> str:
    return re.sub(r"#+$", lambda found: f"\\{found.group()}", markdown_inlines.line(content))


def _image(image: nodes.Image) -> str:
    said = image.alt if image.alt is None or image.alt else markdown_reading.DECORATIVE
    return f"![{markdown_inlines.escaped(said or '')}]({markdown_inlines.destination(image.src)})"


def _indented(sign: str, blocks: tuple[nodes.Block, ...]) -> str:
    lines = "\n\n".join(_blocks(blocks)).split("\n")
    rest = [f"{' ' * len(sign)}{line}".rstrip(" ") for line in lines[1:]]
    return "\n".join([f"{sign}{lines[0]}".rstrip(" "), *rest])


def _table(table: nodes.Table) -> str:
    """Write a table; without a heading row, the one that Markdown needs is left empty."""
    rows = [[_only(cell) for cell in row] for row in table.rows]
    if not any(cell.header for cell in table.rows[0]):
        rows.insert(0, ["" for _one in table.rows[0]])
    lines = [f"| {' | '.join(row)} |" for row in rows]
    rule = "|".join(_RULES[cell.align] for cell in table.rows[0])
    return "\n".join([lines[0], f"|{rule}|", *lines[1:]])


def _only(cell: nodes.Cell) -> str:
    """Return the one line, or the one picture, that a cell may hold."""
    match cell.blocks:
        case ():
            return ""
        case (nodes.Paragraph(content),):
            return markdown_inlines.line(content)
        case (nodes.Image() as image,):
            return _image(image)
    raise errors.DocumentUnwritable


def _lines(content: rebuilding.Content) -> str:
    lines = map(markdown_inlines.line, _broken(content))
    return "\\\n".join(_AT_START.sub(_begun, line, count=1) if _AT_START.match(line) else line for line in lines)


def _begun(match: re.Match[str]) -> str:
    said = match.group()
    return f"{said}\\" if said.isdigit() else f"\\{said}"


def _broken(content: rebuilding.Content) -> Iterator[rebuilding.Content]:
    """Cut a paragraph at its new lines."""
    line: list[nodes.Inline] = []
    for part in content:
        if isinstance(part, nodes.Break):
            yield tuple(line)
            line = []
        else:
            line.append(part)
    yield tuple(line)
