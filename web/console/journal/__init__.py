"""« Journal »: who did what."""

from __future__ import annotations

from web.console.journal import listing

ROUTERS = (listing.router,)
