"""« Segments », under « Destinataires »: rules in phrases, with whom they reach at this moment."""

from __future__ import annotations

from web.console.segments import building, listing

ROUTERS = (listing.router, building.router)
