"""« Journal »: the audit in sentences, filtered by person, thing and period, paged, and as a file.

It speaks of all letters and of what colleagues did, so it asks for the administration of all letters.
"""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response

from accounts.roles import Role
from accounts.visitors import Visitor
from campaigns.acting.audit_trail import reading, sentences
from campaigns.acting.audit_trail.reading import Filter
from runtime.language import _
from web.console import pages, visitors
from web.console.visitors import Administers
from web.dependencies import Opened

router = APIRouter()
_PATH = "/journal"


@router.get(_PATH)
def show(
    request: Request, visitor: Administers, opened: Opened, qui: str = "", quoi: str = "", du: str = "", au: str = "",
    avant: str = "",
) -> Response:  # fmt: skip
    """Show a page of acts, the newest first."""
    wanted, typed, errors = _filter(request, visitor, qui, quoi, du, au)
    found = reading.page(opened, wanted, int(avant) if avant.isdecimal() and len(avant) < 19 else None)
    return pages.page(
        request,
        "journal/list.html",
        page=found,
        form=typed,
        errors=errors,
        topics=[("", _("Tout")), *((key, _(name)) for key, (name, _acts) in sentences.TOPICS.items())],
        actors=[("", _("Tout le monde")), *found.actors],
        query=urlencode({name: value for name, value in typed.items() if value}),
    )


@router.get(f"{_PATH}.csv")
def download(
    request: Request, visitor: Administers, opened: Opened, qui: str = "", quoi: str = "", du: str = "", au: str = ""
) -> Response:
    """Give the same acts as a file."""
    wanted, _typed, _errors = _filter(request, visitor, qui, quoi, du, au)
    headers = {"Content-Disposition": 'attachment; filename="journal.csv"'}
    return Response(reading.spreadsheet(opened, wanted), media_type="text/csv; charset=utf-8", headers=headers)


def _filter(
    request: Request, visitor: Visitor, who: str, what: str, since: str, until: str
) -> tuple[Filter, dict[str, str], dict[str, str]]:
    """Return what was asked for, what was typed, and what is wrong with it; a day that is none filters nothing."""
    visitors.require_everywhere(request, visitor, Role.ADMINISTER)
    errors = {name: _("Une date comme 2026-12-08 est attendue.") for name, text in (("du", since), ("au", until))
              if text and _day(text) is None}  # fmt: skip
    typed = {"qui": who, "quoi": what, "du": since, "au": until}
    topic = what if what in sentences.TOPICS else ""
    return Filter(who, topic, _day(since), _day(until)), typed, errors


def _day(text: str) -> date | None:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if 1900 < found.year < 9000 else None
