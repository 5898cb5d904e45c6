"""« Envoi » of an issue: to whom and when, who is left out, the last look, and the launch."""

from __future__ import annotations

from web.console.launching import absent, choosing, reading_again, relisting

ROUTERS = (choosing.router, absent.router, reading_again.router, relisting.router)
