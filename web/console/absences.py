"""« Absences »: somebody of the house says when they are away; everybody sees it in the calendar of « Accueil »."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter, Request, Response

from campaigns.acting.absences import noting as absences
from campaigns.acting.absences.errors import AbsenceRefused, AbsenceUnknown
from runtime.language import _
from web.console import forms, home, pages
from web.console.forms import Typed
from web.console.visitors import Reads
from web.dependencies import Opened

router = APIRouter(prefix="/absences")


class Away(forms.Model):
    """The days of an absence, both included."""

    first_day: date
    last_day: date


@router.post("")
def note(request: Request, visitor: Reads, opened: Opened, typed: Typed) -> Response:
    """Note that whoever is signed in is away."""
    filled = forms.read(Away, typed)
    if filled.model is not None:
        try:
            absences.note(opened, visitor.user_id, filled.model.first_day, filled.model.last_day, visitor.actor)
            return pages.then(request, "/", _("Absence notée : vos collègues la voient ici."))
        except AbsenceRefused as problem:
            filled = filled.refused(problem)
    return home.page(request, visitor, opened, filled=filled)


@router.post("/{absence_id:int}/retirer")
def take_back(request: Request, visitor: Reads, opened: Opened, absence_id: int) -> Response:
    """Take an absence back."""
    try:
        absences.take_back(opened, absence_id, visitor.user_id, visitor.actor)
    except AbsenceUnknown as problem:
        return pages.then(request, "/", str(problem))
    return pages.then(request, "/", _("Absence retirée."))
