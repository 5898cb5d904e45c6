"""Saying that a meeting took place, and taking that back."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Request, Response
from pydantic import Field

from accounts.roles import Role
from campaigns.partnership.meetings import holding, listing
from campaigns.partnership.meetings.errors import MeetingRefused
from campaigns.partnership.meetings.holding import Outcome
from runtime.language import _
from web.console import forms, pages, visitors
from web.console.forms import Typed
from web.console.meetings import listing as shown
from web.console.visitors import Writes
from web.dependencies import Opened

router = APIRouter()


class Sheet(forms.Model):
    """What became of a meeting."""

    attendees: Annotated[int, Field(ge=1, le=100_000)]
    present: tuple[int, ...] = ()
    minutes: Annotated[str, Field(max_length=60)] = ""


@router.post(f"{shown.PATH}/{{meeting_id:int}}/tenue")
def hold(request: Request, visitor: Writes, opened: Opened, meeting_id: int, typed: Typed) -> Response:
    """Note that it took place, or show the page again with what is wrong."""
    meeting = listing.show(opened, meeting_id)
    visitors.require(request, visitor, Role.WRITE, meeting.publication_id)
    filled = forms.read(Sheet, typed)
    if filled.model is not None:
        said = filled.model
        outcome = Outcome(said.attendees, said.present if meeting.guests else None, said.minutes)
        try:
            holding.hold(opened, meeting_id, outcome, visitor.actor)
            sentence = _("C’est noté : la rencontre a eu lieu. Elle compte pour la convention.")
            return pages.then(request, f"{shown.PATH}/{meeting_id}", sentence)
        except MeetingRefused as problem:
            filled = filled.refused(problem.renamed({"held": "attendees"}))
    return shown.show(
        request, opened, meeting, status=422, form=filled.values, errors=filled.errors, opened_form="tenue"
    )  # fmt: skip


@router.post(f"{shown.PATH}/{{meeting_id:int}}/corriger")
def take_back(request: Request, visitor: Writes, opened: Opened, meeting_id: int) -> Response:
    """Say that it did not take place after all."""
    meeting = listing.show(opened, meeting_id)
    visitors.require(request, visitor, Role.WRITE, meeting.publication_id)
    holding.take_back(opened, meeting_id, visitor.actor)
    sentence = _("Corrigé : cette rencontre n’est plus dite tenue, et ne compte plus pour la convention.")
    return pages.then(request, f"{shown.PATH}/{meeting_id}", sentence)
