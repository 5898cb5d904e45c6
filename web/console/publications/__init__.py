"""« Publications »: the letters of an installation, each with what it lacks and the pages where it is set."""

from __future__ import annotations

from web.console.publications import adding, listing

ROUTERS = (listing.router, adding.router)
