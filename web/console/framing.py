"""A letter in its frame: a page of its own with its own policy, in which no script can run and no form be sent."""

from __future__ import annotations

from fastapi.responses import HTMLResponse

from campaigns.editorial import letter_context
from runtime.installation import Installation

POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; form-action 'none'; base-uri 'none'; "
    "frame-ancestors 'self'"
)


def letter(opened: Installation, html: str) -> HTMLResponse:
    """Return a letter as an answer; its pictures are loaded from here, whatever this installation calls itself."""
    ours = letter_context.hosted("", opened.settings.base_url)
    shown = html.replace(ours, letter_context.IMAGE_PATH)
    return HTMLResponse(shown, headers={"Content-Security-Policy": POLICY, "X-Robots-Tag": "noindex"})
