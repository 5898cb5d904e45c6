"""The styles of `mj-style inline="inline"` written onto the elements that they select.

The only access to premailer, and its guards: the style elements of the letter are passed over, nothing is fetched
(neither a sheet nor what a sheet imports), `!important` is kept, the doctype is put back. Refuses to read any file.
"""

from __future__ import annotations

import logging
import re
from functools import cache
from typing import Any

from templates.mjml import scanning

_DOCTYPE = "<!doctype html>\n"
_KEPT = ["width", "height", "bgcolor", "align", "valign"]


def _fetch_nothing(_url: str) -> None:
    """Answer every request for an imported style sheet with `None`."""


def inline(html: str, css: str) -> str:
    """Return the document with `css` inlined; selectors that match nothing leave no trace."""
    inliner = _library().Premailer(
        _shielded(html),
        css_text=re.sub(r"@import[^;]*;?", "", css),
        allow_network=False,
        allow_loading_external_files=False,
        strip_important=False,
        disable_validation=True,
        disable_basic_attributes=_KEPT,
        disable_link_rewrites=True,
        cssutils_logging_level=logging.CRITICAL,
    )
    return _DOCTYPE + str(inliner.transform(pretty_print=False)).strip()


@cache
def _library() -> Any:
    """Return premailer, configured; imported here, as it loads a web client that only compiling needs."""
    import cssutils
    import premailer

    # premailer's own switch stops linked sheets, not the imports inside of them.
    cssutils.util._defaultFetcher = _fetch_nothing  # noqa: SLF001 -- there is no public way
    # Outlook needs colours of six digits; the library would shorten them to three.
    cssutils.ser.prefs.minimizeColorHash = False
    return premailer


def _shielded(html: str) -> str:
    """Mark every style element and linked sheet so that premailer leaves it as it is."""
    pieces: list[str] = []
    position = 0
    for tag in scanning.tags(html):
        if tag.name in {"style", "link"} and not tag.closing:
            start = tag.start + 1 + len(tag.name)
            pieces += [html[position:start], ' data-premailer="ignore"']
            position = start
    return "".join([*pieces, html[position:]])
