"""« Imports », under « Destinataires »: a file is chosen, looked at, simulated, imported; and undone."""

from __future__ import annotations

from web.console.importing import columns, listing, running, uploading

ROUTERS = (listing.router, uploading.router, columns.router, running.router)
