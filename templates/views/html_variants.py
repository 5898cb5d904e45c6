"""The HTML of a letter for other eyes than a mail program's: with its pictures in it, with none, for paper.

Pure. Refuses to fetch: whoever asks hands the octets of the pictures over.
"""

from __future__ import annotations

import base64
from collections.abc import Callable
from html import escape, unescape
from importlib import resources

from templates.mjml import scanning

#: What no client can load, so that it shows what stands in place of the picture.
_NOTHING = "data:,"


def with_pictures(html: str, found: Callable[[str], tuple[str, bytes] | None]) -> str:
    """Return the document with its pictures in it; `found` gives the media type and the octets behind an address.

    A picture that is not found is not shown.
    """

    def brought(address: str) -> str:
        picture = found(address)
        return _NOTHING if picture is None else f"data:{picture[0]};base64,{base64.b64encode(picture[1]).decode()}"

    return _with_sources(html, brought)


def without_pictures(html: str) -> str:
    """Return the document as mail programs show it that load no picture: their alternatives stand in their places."""
    return _with_sources(html, lambda _address: _NOTHING)


def for_paper(html: str) -> str:
    """Return the document as it is printed: black on white, as wide as the sheet, addresses behind their words."""
    style = resources.files("templates.views").joinpath("prints", "letter.css").read_text("utf-8")
    # A sheet is wider than a telephone: what is said of wide windows holds for it.
    wide = html.replace("@media only screen and (min-width:480px)", "@media print")
    # WeasyPrint takes an empty alternative for a forgotten one.
    wide = wide.replace(' alt=""', ' alt=" "')
    return wide.replace("</head>", f"<style>{style}</style></head>", 1)


def _with_sources(html: str, change: Callable[[str], str]) -> str:
    """Change the `src` of every picture; what stands in comments, which only Outlook reads, stays."""

    def rewritten(name: str, value: str) -> str:
        return escape(change(unescape(value))) if name == "src" else value

    pieces, position = [], 0
    for tag in scanning.tags(html):
        if tag.name == "img" and not tag.closing:
            text = html[tag.start : tag.end]
            pieces += [html[position : tag.start], scanning.with_values(text, rewritten)]
            position = tag.end
    return "".join([*pieces, html[position:]])
