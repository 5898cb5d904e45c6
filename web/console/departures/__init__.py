"""« Envois »: the list, the departure of one letter with its countdown and its progress, and what must be decided."""

from __future__ import annotations

from web.console.departures import doubts, listing, steering, streaming

ROUTERS = (listing.router, steering.router, doubts.router, streaming.router)
