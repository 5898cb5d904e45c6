"""« Destinataires »: the people and organisations that are known, who receives, and who does not and why."""

from __future__ import annotations

from web.console.contacts import adding, listing, oppositions, organisations, persons, rights, tidying

ROUTERS = (
    listing.router,
    adding.router,
    persons.router,
    organisations.router,
    oppositions.router,
    rights.router,
    tidying.router,
)
