"""« Le récapitulatif »: how often what appeared is gathered into an issue, and whether that leaves by itself."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Request, Response
from pydantic import Field

from accounts.visitors import Visitor
from campaigns.acting.series import digesting
from campaigns.editorial import digests, event_times
from campaigns.editorial.digest_rhythms import WEEKS, Every
from campaigns.editorial.digests import Change
from runtime.installation import Installation
from runtime.language import _
from web.console import forms, pages
from web.console.forms import Filled, Typed
from web.console.settings import chosen
from web.console.visitors import Administers
from web.dependencies import Opened

router = APIRouter()
_PATH = "/reglages/recapitulatif"
#: What is shown of what waits.
_MOST = 12


class Rhythm(forms.Model):
    """How a digest is set."""

    on: Annotated[str, Field(max_length=1)] = ""
    every: Every = Every.MONTH
    weekday: Annotated[int, Field(ge=0, le=6)] = 1
    week: Annotated[int, Field(ge=1, le=4)] = 1
    by_itself: Annotated[str, Field(max_length=1)] = ""


@router.get(_PATH)
def show(request: Request, visitor: Administers, opened: Opened) -> Response:
    """Show how it is set, what it would hold now, and what became of the last one."""
    return _page(request, visitor, opened, None)


@router.post(_PATH)
def save(request: Request, visitor: Administers, opened: Opened, typed: Typed) -> Response:
    """Keep it."""
    name, filled = chosen.letter(request, visitor, opened).imprint.name, forms.read(Rhythm, typed)
    if (said := filled.model) is None:
        return _page(request, visitor, opened, filled)
    asked = Change(bool(said.on), said.every, said.weekday, said.week, bool(said.by_itself))
    kept = digests.change(opened, asked, visitor.actor, publication=name)
    if not kept.next_on:
        return pages.then(request, _here(request), _("Enregistré : aucun récapitulatif n’est préparé."))
    sentence = _("Enregistré. Le prochain sera préparé le {day}.")
    return pages.then(request, _here(request), sentence.format(day=event_times.day(kept.next_on, weekday=True)))


@router.post(f"{_PATH}/maintenant")
def prepare(request: Request, visitor: Administers, opened: Opened) -> Response:
    """Prepare one now, which a person sends."""
    name = chosen.letter(request, visitor, opened).imprint.name
    found = digesting.prepare(opened, visitor.actor, publication=name)
    if found.issue is None:
        return pages.then(request, _here(request), _("Rien n’attend : rien n’a été préparé."))
    return pages.then(request, f"/numeros/{found.issue}", _("Le récapitulatif est prêt à être relu."))


def _here(request: Request) -> str:
    asked = request.query_params.get(chosen.LETTER)
    return f"{_PATH}?{chosen.LETTER}={asked}" if asked else _PATH


def _page(request: Request, visitor: Visitor, opened: Installation, filled: Filled[Rhythm] | None) -> Response:
    entry = chosen.letter(request, visitor, opened)
    kept, waiting = digests.show(opened, entry.imprint.name), digesting.gathered(opened)
    values = {
        "on": "1" if kept.is_on else "", "every": kept.rhythm.every.value, "weekday": kept.rhythm.weekday,
        "week": kept.rhythm.week, "by_itself": "1" if kept.by_itself else "",
    } if filled is None else dict(filled.values)  # fmt: skip
    return pages.page(
        request, "series/digest.html", status=422 if filled else 200, publication_id=entry.id, kept=kept,
        letter=entry.imprint.name, way=chosen.way(request, entry), asked=f"?{chosen.LETTER}={entry.id}",
        values=forms.Texts(values), errors=forms.Texts(filled.errors if filled else {}), said=kept.said,
        next_day=event_times.day(kept.next_on, weekday=True) if kept.next_on else "",
        days=[(str(number), day) for number, day in enumerate(event_times.WEEKDAYS)],
        weeks=[(str(number), _(words)) for number, words in WEEKS.items()],
        waiting=waiting[:_MOST], more=max(0, len(waiting) - _MOST),
    )  # fmt: skip
