"""The console's application: its policy, and what its errors say. It has no page of its own yet."""

from __future__ import annotations

from runtime.errors import OutsideMissing
from runtime.installation import Installation
from web import refusals
from web.applications import Application
from web.console import home, pages
from web.errors import NotFound, TooLong, TooMany
from web.limits import RateLimits

#: As strict as the readers', except for the referrer: a form on a page that sends no referrer
#: has « Origin: null », like a form of another site (Fetch, append a request Origin header).
POLICY = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
    "Cache-Control": "no-store",
}
REFUSALS: refusals.Table = {
    400: refusals.UNREADABLE,
    404: refusals.NOT_FOUND,
    405: refusals.NOT_ALLOWED,
    NotFound: refusals.NOT_FOUND,
    OutsideMissing: refusals.OUTSIDE_MISSING,
    TooLong: refusals.TOO_LONG,
    TooMany: refusals.TOO_MANY,
    Exception: refusals.FAILED,
}


def application(opened: Installation, limits: RateLimits) -> Application:
    """Make the application of one installation."""
    made = Application(opened, limits, policy=POLICY, refusals=REFUSALS, draw=pages.page)
    made.pages.include_router(home.router)
    return made
