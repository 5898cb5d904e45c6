"""« Réglages »: what is set once. The first run leads through these same pages, one after the other."""

from __future__ import annotations

from web.console.settings import domains, listing, look, mail_server, organisation, return_mailbox, sender

ROUTERS = (
    listing.router, organisation.router, sender.router, mail_server.router, return_mailbox.router, look.router,
    domains.router,
)  # fmt: skip
