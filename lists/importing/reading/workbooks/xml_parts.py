"""The XML files in the archive of a workbook, read as they stream by. Pure.

Refuses a document type: with it a few octets could name others, or grow without end.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from xml.parsers import expat

from lists.importing.reading.workbooks import bounds

#: Of one part; each cell of a sheet has two or three.
_MOST_ELEMENTS = 8 * bounds.MOST_CELLS


def parse(
    archive: zipfile.ZipFile,
    part: str,
    name: str,
    *,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None] = lambda _tag: None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Read one part, calling back with local names of elements, and attributes as they are written.

    Raises:
        errors.FileRefused: it is absent, no XML, has a document type, or an absurd number of elements.
        zipfile.BadZipFile: it is damaged.
    """
    seen = 0

    def opened(tag: str, attributes: dict[str, str]) -> None:
        nonlocal seen
        seen += 1
        if seen > _MOST_ELEMENTS:
            raise bounds.unreadable(name)
        start(tag.rpartition(":")[2], attributes)

    def refused(*_declared: object) -> None:
        raise bounds.unreadable(name)

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = opened
    parser.EndElementHandler = lambda tag: end(tag.rpartition(":")[2])
    parser.StartDoctypeDeclHandler = refused
    if text is not None:
        parser.CharacterDataHandler = text
    try:
        with archive.open(part) as held:
            parser.ParseFile(held)
    except (KeyError, expat.ExpatError, RuntimeError, NotImplementedError, EOFError):
        raise bounds.unreadable(name) from None


def local(attributes: dict[str, str], key: str) -> str:
    """Return the value of an attribute by its local name, an empty string when there is no such one."""
    if key in attributes:
        return attributes[key]
    return next((value for full, value in attributes.items() if full.rpartition(":")[2] == key), "")
