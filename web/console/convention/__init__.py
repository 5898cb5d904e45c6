"""« Convention »: what the partners promised each other, what proves it, and what is still to be done."""

from __future__ import annotations

from web.console.convention import board, commitments, kit, sites, transmissions

ROUTERS = (board.router, commitments.router, sites.router, transmissions.router, kit.router)
