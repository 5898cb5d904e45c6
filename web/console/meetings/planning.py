"""Planning a meeting, changing it, calling it off."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Form, Query, Request, Response
from pydantic import Field

from accounts.roles import Role
from campaigns.editorial import imprints
from campaigns.partnership.errors import NoConvention
from campaigns.partnership.meetings import kinds, listing, planning
from campaigns.partnership.meetings.errors import MeetingRefused
from campaigns.partnership.meetings.kinds import MeetingKind
from campaigns.partnership.meetings.planning import Change, Plan
from campaigns.partnership.meetings.values import Meeting
from runtime.installation import Installation
from runtime.language import _
from web.console import forms, pages, visitors
from web.console.forms import Filled, Texts, Typed
from web.console.meetings import listing as shown
from web.console.visitors import Sends, Writes
from web.dependencies import Opened
from web.errors import NotFound

router = APIRouter()
#: The fields of the form, by those of the verb.
_FIELDS = {"starts": "day", "ends": "until"}


class Sheet(forms.Model):
    """A meeting as its form holds it."""

    kind: str = ""
    title: Annotated[str, Field(max_length=200)] = ""
    day: Annotated[str, Field(min_length=1, max_length=10)]
    since: Annotated[str, Field(max_length=5)] = ""
    until: Annotated[str, Field(max_length=5)] = ""
    last_day: Annotated[str, Field(max_length=10)] = ""
    place: Annotated[str, Field(max_length=200)] = ""
    agenda: Annotated[str, Field(max_length=4000)] = ""
    publication: str = ""

    @property
    def starts(self) -> str:
        """The day, or the moment, as the verb reads it."""
        return f"{self.day}T{self.since}" if self.since else self.day

    @property
    def ends(self) -> str:
        """The same of its end; empty when nothing is said."""
        last = self.last_day or (self.day if self.until else "")
        return f"{last}T{self.until}" if self.until else last


@router.get(f"{shown.PATH}/nouvelle")
def blank(request: Request, _visitor: Writes, opened: Opened, genre: Annotated[str, Query()] = "") -> Response:
    """Show an empty form."""
    return _form(request, opened, Filled({"kind": genre}, {}, None))


@router.post(f"{shown.PATH}/nouvelle")
def add(request: Request, visitor: Writes, opened: Opened, typed: Typed) -> Response:
    """Plan the meeting, or show the form again with what is wrong."""
    filled = forms.read(Sheet, typed)
    if filled.model is not None:
        said = filled.model
        try:
            kind = MeetingKind(said.kind)
            visitors.require(request, visitor, Role.WRITE, None)
            made = planning.add(
                opened,
                Plan(kind, said.starts, said.ends, said.title, said.place, said.agenda,
                     publication=said.publication or None),
                visitor.actor,
            )  # fmt: skip
            return pages.then(
                request, f"{shown.PATH}/{made.id}", _("La rencontre est notée. Personne n’est invité pour l’instant.")
            )
        except MeetingRefused as problem:
            filled = filled.refused(problem.renamed(_FIELDS))
        except NoConvention as problem:
            filled = Filled(filled.values, {"day": str(problem)}, None)
        except ValueError:
            raise NotFound from None
    return _form(request, opened, filled, status=422)


@router.get(f"{shown.PATH}/{{meeting_id:int}}/modifier")
def edit(request: Request, _visitor: Writes, opened: Opened, meeting_id: int) -> Response:
    """Show the form with what is planned."""
    meeting = listing.show(opened, meeting_id)
    return _form(request, opened, Filled(_values(meeting), {}, None), meeting)


@router.post(f"{shown.PATH}/{{meeting_id:int}}/modifier")
def change(request: Request, visitor: Writes, opened: Opened, meeting_id: int, typed: Typed) -> Response:
    """Change the meeting, and tell whoever was invited."""
    meeting = listing.show(opened, meeting_id)
    visitors.require(request, visitor, Role.WRITE, meeting.publication_id)
    if meeting.invited:
        visitors.require(request, visitor, Role.SEND, meeting.publication_id)
    filled = forms.read(Sheet, typed)
    if filled.model is not None:
        said = filled.model
        try:
            new = Change(said.starts, said.ends, said.title, said.place, said.agenda)
            after = planning.change(opened, meeting_id, new, visitor.actor)
            told = meeting.invited and after.sequence != meeting.sequence
            sentence = _("Changement noté. Les personnes invitées sont prévenues.") if told else _("Changement noté.")
            return pages.then(request, f"{shown.PATH}/{meeting_id}", sentence)
        except MeetingRefused as problem:
            filled = filled.refused(problem.renamed(_FIELDS))
    return _form(request, opened, filled, meeting, status=422)


@router.post(f"{shown.PATH}/{{meeting_id:int}}/annuler")
def cancel(
    request: Request, visitor: Sends, opened: Opened, meeting_id: int, reason: Annotated[str, Form()] = ""
) -> Response:
    """Call the meeting off, with the reason that the guests read."""
    meeting = listing.show(opened, meeting_id)
    visitors.require(request, visitor, Role.SEND, meeting.publication_id)
    try:
        planning.cancel(opened, meeting_id, reason, visitor.actor)
    except MeetingRefused as problem:
        errors = {problem.field: forms.sentence(problem)}
        return shown.show(
            request, opened, meeting, status=422, form={"reason": reason}, errors=errors, opened_form="annuler"
        )
    sentence = (
        _("Rencontre annulée. Les personnes invitées sont prévenues.") if meeting.invited else _("Rencontre annulée.")
    )
    return pages.then(request, f"{shown.PATH}/{meeting_id}", sentence)


def _form(
    request: Request, opened: Installation, filled: Filled[Sheet], meeting: Meeting | None = None, *, status: int = 200
) -> Response:
    known = listing.plannable(opened)
    if meeting is None and not known:
        raise NotFound
    letters = [one.imprint.name for one in imprints.listed(opened)]
    return pages.page(
        request, "meetings/form.html", status=status, publication_id=meeting.publication_id if meeting else None,
        form=filled, meeting=meeting, kinds=[(one.value, _(kinds.NAMES[one])) for one in known],
        letters=[(one, one) for one in letters] if len(letters) > 1 else [],
    )  # fmt: skip


def _values(meeting: Meeting) -> Mapping[str, Any]:
    """Return the fields of a planned meeting."""
    day, _t, since = meeting.starts.partition("T")
    last_day, _t, until = meeting.ends.partition("T")
    return Texts(
        title=meeting.title, day=day, since=since[:5], until=until[:5], last_day="" if last_day == day else last_day,
        place=meeting.place, agenda=meeting.agenda,
    )  # fmt: skip
