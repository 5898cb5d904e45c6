"""The beginning of a body, where the rest is read elsewhere: whole sentences where there are any.

Refuses what is not prose: a body that begins with a list, a table or a picture has no beginning of this kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from templates.rich_text.nodes import Document, Inline, Merge, Paragraph, Text

#: Characters: a beginning is as short as this at least (a salutation says nothing), and about as long as that at most.
_LEAST, _MOST = 80, 240
#: Room for the value of a merge field.
_FIELD = 12
_END_OF_SENTENCE = re.compile(r"[.!?…](?:\s?»)?(?=\s)")


def opening(body: Document) -> Document:
    """Return the first paragraphs of a body, cut at the end of a sentence, else of a word; empty when it has none."""
    blocks: list[Paragraph] = []
    length = 0
    for block in body.blocks:
        if length >= _LEAST or not isinstance(block, Paragraph):
            break
        content = tuple(_cut(block.content, _MOST - length))
        length += sum(map(_length, content))
        blocks.append(Paragraph(content))
    return Document(tuple(blocks))


def _cut(content: tuple[Inline, ...], room: int) -> Iterator[Inline]:
    """Yield the runs that there is room for; the last one may be shortened."""
    for run in content:
        if isinstance(run, Text) and len(run.text) > room:
            yield replace(run, text=_shortened(run.text, room))
            return
        yield run
        room -= _length(run)


def _shortened(text: str, room: int) -> str:
    """Return the sentences of a text that there is room for; else its words, and the sign that it goes on."""
    ends = [found.end() for found in _END_OF_SENTENCE.finditer(text)]
    fitting = [end for end in ends if end <= room]
    if fitting:
        return text[: fitting[-1]]
    words = text[: max(room, 1)].rpartition(" ")[0].rstrip(" ,;:–")
    return f"{words}…" if words else "…"


def _length(run: Inline) -> int:
    return len(run.text) if isinstance(run, Text) else _FIELD if isinstance(run, Merge) else 1
