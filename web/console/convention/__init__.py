"""« Convention »: what the partnership asks for, and what was done for it."""

from web.console.convention import transmissions

ROUTERS = (transmissions.router,)
