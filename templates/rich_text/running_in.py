"""Names listed below headings, run in: « **Aquitaine** Logiciels Ombelle, SARL D’Hauteclaire ».

Pure. A heading and a bullet for each name make a short list fill two screens. Refuses to touch anything but a heading
that one list of short lines follows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from templates.rich_text import markdown_reading, nodes


def run_in(document: nodes.Document) -> nodes.Document:
    """Return the document with each heading and its list as one paragraph."""
    return nodes.Document(tuple(_blocks(document.blocks)))


def _blocks(blocks: tuple[nodes.Block, ...]) -> Iterator[nodes.Block]:
    waiting: nodes.Heading | None = None
    for block in blocks:
        lines = _lines(block)
        if waiting is not None:
            yield _paragraph(waiting, lines) if lines else waiting
        if isinstance(block, nodes.Heading):
            waiting = block
            continue
        if waiting is None or not lines:
            yield block
        waiting = None
    if waiting is not None:
        yield waiting


def _lines(block: nodes.Block) -> list[tuple[nodes.Inline, ...]]:
    """Return the lines of a list whose items are one line each; an empty list for anything else."""
    if not isinstance(block, nodes.BulletList):
        return []
    items = [item.blocks[0] if len(item.blocks) == 1 else None for item in block.items]
    lines = [one.content for one in items if isinstance(one, nodes.Paragraph) and nodes.Break() not in one.content]
    return lines if len(lines) == len(block.items) else []


def _paragraph(heading: nodes.Heading, lines: list[tuple[nodes.Inline, ...]]) -> nodes.Paragraph:
    content: list[nodes.Inline] = [_bold(part) for part in heading.content]
    for number, line in enumerate(lines):
        content += [nodes.Text(", " if number else " "), *_without_stop(line)]
    return nodes.Paragraph(markdown_reading.joined(content))


def _bold(part: nodes.Inline) -> nodes.Inline:
    return part if isinstance(part, nodes.Break) else replace(part, marks=replace(part.marks, bold=True))


def _without_stop(line: tuple[nodes.Inline, ...]) -> tuple[nodes.Inline, ...]:
    """Return a line without what ended it as an item: a comma follows."""
    last = line[-1] if line else None
    if not isinstance(last, nodes.Text):
        return line
    words = last.text.rstrip(";, \u00a0\u202f")
    return (*line[:-1], replace(last, text=words)) if words else line[:-1]
