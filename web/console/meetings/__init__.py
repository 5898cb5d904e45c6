"""« Rencontres », under « Convention »: planning, inviting, saying what came of it."""

from __future__ import annotations

from web.console.meetings import afterwards, inviting, listing, planning, summaries

ROUTERS = (listing.router, planning.router, inviting.router, afterwards.router, summaries.router)
