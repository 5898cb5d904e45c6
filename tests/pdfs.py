"""Looking into a PDF: its objects, unpacked. Owns no test."""

from __future__ import annotations

import re
import zlib
from contextlib import suppress


def unpacked(raw: bytes) -> bytes:
    """Return a PDF with what is compressed in it laid open behind it."""
    found = [raw]
    for packed in re.findall(rb"stream\n(.*?)\nendstream", raw, re.DOTALL):
        with suppress(zlib.error):
            found.append(zlib.decompress(packed))
    return b"\n".join(found)


def pages(raw: bytes) -> int:
    """Return how many pages a PDF has."""
    return len(re.findall(rb"/Type /Page\b", unpacked(raw)))
