"""A letter as a page of its own, for a sandboxed frame of ours: it brings its style, and runs nothing."""

from __future__ import annotations

from html import escape

from fastapi.responses import HTMLResponse

from campaigns.editorial import letter_context
from runtime.installation import Installation

#: Only our own pages may frame it; it may load nothing but our pictures.
_POLICY = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; form-action 'none'; base-uri 'none'; "
        "frame-ancestors 'self'"
    ),
    "X-Robots-Tag": "noindex",
}
_REFUSED = (
    '<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Relais</title></head>'
    '<body style="padding:40px;font:30px/1.4 sans-serif"><p>{sentence}</p></body></html>'
)


def framed(html: str) -> HTMLResponse:
    """Return a letter."""
    return HTMLResponse(html, headers=_POLICY)


def framed_block(opened: Installation, html: str) -> HTMLResponse:
    """Return a block; its pictures are loaded from here, whatever this installation calls itself."""
    return framed(html.replace(letter_context.hosted("", opened.settings.base_url), letter_context.IMAGE_PATH))


def refused(sentence: str) -> HTMLResponse:
    """Return what stands in the frame of a letter that cannot be made."""
    return HTMLResponse(_REFUSED.format(sentence=escape(sentence)), headers=_POLICY)
