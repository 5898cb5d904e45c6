"""« Présentation »: which design a letter has, seen on the letter itself."""

from __future__ import annotations

from web.console.presentation import of_issue, of_publication

ROUTERS = (of_issue.router, of_publication.router)
