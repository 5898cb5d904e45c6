"""A letter with a mark behind each of its links, to be looked at by whoever sent it. Pure.

Its links lead to their marks and nowhere else. Refuses to say what a mark means.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape

from templates.letters import Flat, Letter, preview

_LINK = re.compile(r'<a\b[^>]*\bhref="#lien-(\d+)"[^>]*>(.*?)</a>', re.DOTALL | re.IGNORECASE)
_MARK = (
    '<span id="lien-{id}" style="display:inline-block;margin:2px 6px;padding:1px 9px;border-radius:10px;'
    "background:#17406d;color:#ffffff;font:bold 13px/19px Arial,sans-serif;letter-spacing:0;text-transform:none;"
    'white-space:nowrap">{words}</span>'
)


def marked(letter: Letter, true: frozenset[str], marks: Mapping[str, str]) -> str:
    """Return the HTML of a letter for readers of whom these conditions are true; `marks` has the words by link."""
    flat: Flat = letter.variant(true, {link.id: f"#lien-{link.id}" for link in letter.links})
    _subject, html, _text = preview(flat, {})
    found = list(_LINK.finditer(html))
    chosen: dict[str, re.Match[str]] = {}
    for one in found:
        # The words of a link rather than its picture: behind a picture the mark would stand alone.
        if one[1] not in chosen or ("<img" in chosen[one[1]][2] and "<img" not in one[2]):
            chosen[one[1]] = one
    for one in sorted(chosen.values(), key=lambda match: -match.end()):
        if one[1] in marks:
            html = html[: one.end()] + _MARK.format(id=one[1], words=escape(marks[one[1]])) + html[one.end() :]
    return html
