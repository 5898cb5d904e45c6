"""« Numéros »: listing, beginning, composing, looking at, checking and trying out an issue."""

from __future__ import annotations

from web.console.issues import answers, composing, letters, lines, listing, trying

ROUTERS = (listing.router, composing.router, lines.router, letters.router, trying.router, answers.router)
