"""Rooms of accounts: coming in, one's own account, and those of everybody."""

from __future__ import annotations

from web.console.accounts import codes, links, listing, own, signing_in

ROUTERS = (signing_in.router, links.router, own.router, codes.router, listing.router)
