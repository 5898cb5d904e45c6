"""« Résultats »: what became of a letter, person by person and in figures, and what is done about it."""

from __future__ import annotations

from web.console.results import again, files, interest, mending, numbers, persons

ROUTERS = (persons.router, again.router, files.router, interest.router, numbers.router, mending.router)
