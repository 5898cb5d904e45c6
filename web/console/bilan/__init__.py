"""« Bilan », under « Convention »: looking at the review, taking it along, correcting a status."""

from __future__ import annotations

from web.console.bilan import correcting, review

ROUTERS = (review.router, correcting.router)
