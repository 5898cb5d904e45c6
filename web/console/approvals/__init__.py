"""« Personnes désignées » and « Bon à tirer »: who speaks for each partner, and what they said of an issue."""

from __future__ import annotations

from web.console.approvals import designated, of_issue

ROUTERS = (designated.router, of_issue.router)
