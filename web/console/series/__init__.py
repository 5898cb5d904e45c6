"""What a letter does by itself: it welcomes who subscribes."""

from __future__ import annotations

from web.console.series import welcome

ROUTERS = (welcome.router,)
