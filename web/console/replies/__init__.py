"""« Réponses »: what readers wrote back, what the machine did not understand, and the answers of the house."""

from __future__ import annotations

from web.console.replies import acting, reading

ROUTERS = (reading.router, acting.router)
