"""« Convention »: what the partners promised each other, what proves it, and what is still to be done."""

from __future__ import annotations

from web.console.convention import board, commitments, kit, transmissions

ROUTERS = (board.router, commitments.router, transmissions.router, kit.router)
