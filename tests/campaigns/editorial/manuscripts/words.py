"""Word files as contributors send them, made by python-docx and, where it has no word for it, in raw XML."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Any

import docx
import PIL.Image
from docx.document import Document
from docx.oxml import parse_xml
from docx.text.paragraph import Paragraph

from campaigns.editorial.manuscripts.docx import parsing
from campaigns.editorial.manuscripts.manuscript import Manuscript, Part
from templates.rich_text import nodes

_SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


def empty() -> Document:
    """Return a document without a word."""
    return docx.Document()


def xml(source: str) -> Any:
    """Return an element; `w:` and `r:` are known."""
    name = source[1:].split(" ", 1)[0].split(">", 1)[0].rstrip("/")
    return parse_xml(source.replace(f"<{name}", f"<{name} {_SPACES}", 1))


def put(paragraph: Paragraph, *sources: str) -> Paragraph:
    """Append raw elements to a paragraph."""
    for source in sources:
        paragraph._p.append(xml(source))
    return paragraph


def link(paragraph: Paragraph, address: str, words: str) -> Paragraph:
    """Append a link."""
    related = paragraph.part.relate_to(address, _LINK, is_external=True)
    return put(paragraph, f'<w:hyperlink r:id="{related}"><w:r><w:t>{words}</w:t></w:r></w:hyperlink>')


def png(colour: str = "teal") -> io.BytesIO:
    """Return a picture."""
    held = io.BytesIO()
    PIL.Image.new("RGB", (40, 30), colour).save(held, "PNG")
    held.seek(0)
    return held


def saved(document: Document) -> bytes:
    """Return the octets of a document."""
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def repacked(raw: bytes, parts: Mapping[str, bytes]) -> bytes:
    """Return an archive with some parts put in the place of what they were, or added."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as new:
        for name in {**dict.fromkeys(old.namelist()), **dict.fromkeys(parts)}:
            new.writestr(name, parts[name] if name in parts else old.read(name))
    return held.getvalue()


def read(document: Document) -> Manuscript:
    """Read a document as it would be read from its file."""
    return parsing.read(saved(document))


def said(part: Part | nodes.ListItem | nodes.Cell) -> str:
    """Return the words of a part, marks left out; what stands in it follows in brackets."""
    match part:
        case nodes.ListItem() | nodes.Cell() | nodes.Quote():
            return " / ".join(map(said, part.blocks))
        case nodes.BulletList():
            return "[" + " ; ".join(f"- {said(item)}" for item in part.items) + "]"
        case nodes.OrderedList():
            numbered = enumerate(part.items, part.start)
            return "[" + " ; ".join(f"{number}. {said(item)}" for number, item in numbered) + "]"
        case nodes.Table():
            return "|".join(",".join(map(said, row)) for row in part.rows)
        case nodes.Image():
            return f"({part.alt})"
    return "".join(one.text if isinstance(one, nodes.Text) else "⏎" for one in part.content)


def words(read_: Manuscript) -> list[str]:
    """Return the words of every part."""
    return [said(part) for part in read_.parts]
