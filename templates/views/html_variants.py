"""The HTML of a letter for uses outside a mail program: with embedded pictures, without pictures, for paper.

Pure. Refuses to fetch: the caller passes in the octets of the pictures.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from html import escape, unescape
from importlib import resources

from templates.mjml import scanning

#: An address that no client can load, so that it shows the alternative text.
_NOTHING = "data:,"
_PREFERS_DARK = re.compile(r"\(\s*prefers-color-scheme\s*:\s*dark\s*\)", re.IGNORECASE)


def with_pictures(html: str, found: Callable[[str], tuple[str, bytes] | None]) -> str:
    """Return the document with its pictures embedded; `found` gives the media type and the octets of an address.

    A picture that is not found is not shown.
    """

    def brought(address: str) -> str:
        picture = found(address)
        return _NOTHING if picture is None else f"data:{picture[0]};base64,{base64.b64encode(picture[1]).decode()}"

    return _with_sources(html, brought)


def without_pictures(html: str) -> str:
    """Return the document as mail programs show it without loading pictures: with the alternative texts."""
    return _with_sources(html, lambda _address: _NOTHING)


def with_hosted_pictures(html: str, domain: str, path: str) -> str:
    """Return the document with the pictures that it carries (`cid:name@domain`) loaded from a path instead."""

    def hosted(address: str) -> str:
        name = address.removeprefix("cid:")
        return path + name.removesuffix(f"@{domain}") if name != address else address

    return _with_sources(html, hosted)


def on_screen(html: str, *, dark: bool) -> str:
    """Return the document with the colours of a dark or a light screen, whichever screen it is shown on.

    A page cannot tell a frame which colours to prefer, so the question is replaced by one whose answer is known.
    """
    always, never = "(min-width:0)", "(max-width:0)"
    return _PREFERS_DARK.sub(always if dark else never, html)


def for_paper(html: str) -> str:
    """Return the document for printing: black on white, as wide as the sheet, addresses after the words of links."""
    style = resources.files("templates.views").joinpath("prints", "letter.css").read_text("utf-8")
    # A sheet is wider than a telephone: the styles for wide windows apply.
    wide = html.replace("@media only screen and (min-width:480px)", "@media print")
    # WeasyPrint takes an empty alternative text for a missing one.
    wide = wide.replace(' alt=""', ' alt=" "')
    return wide.replace("</head>", f"<style>{style}</style></head>", 1)


def _with_sources(html: str, change: Callable[[str], str]) -> str:
    """Change the `src` of every picture, except in comments, which only Outlook reads."""

    def rewritten(name: str, value: str) -> str:
        return escape(change(unescape(value))) if name == "src" else value

    pieces, position = [], 0
    for tag in scanning.tags(html):
        if tag.name == "img" and not tag.closing:
            text = html[tag.start : tag.end]
            pieces += [html[position : tag.start], scanning.with_values(text, rewritten)]
            position = tag.end
    return "".join([*pieces, html[position:]])
