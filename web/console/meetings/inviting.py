"""Inviting the designated, a segment or one person; taking a guest off."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Form, Request, Response

from accounts.roles import Role
from campaigns.errors import SenderMissing
from campaigns.partnership.meetings import inviting, listing
from campaigns.partnership.meetings.errors import MeetingOver, MeetingRefused, NobodyToInvite
from campaigns.partnership.meetings.inviting import Invited, Named, Whom
from runtime.language import _, ngettext
from web.console import forms, pages, visitors
from web.console.meetings import listing as shown
from web.console.visitors import Sends
from web.dependencies import Opened

router = APIRouter()
Typed = Annotated[str, Form(max_length=254)]


@router.post(f"{shown.PATH}/{{meeting_id:int}}/inviter")
def invite(
    request: Request,
    visitor: Sends,
    opened: Opened,
    meeting_id: int,
    whom: Annotated[Literal["designated", "segment", "person"], Form()],
    segment: Typed = "",
    name: Typed = "",
    email: Typed = "",
    side: Typed = "",
) -> Response:
    """Invite, and say how many were written to; or show the page again with what is wrong."""
    meeting = listing.show(opened, meeting_id)
    visitors.require(request, visitor, Role.SEND, meeting.publication_id)
    asked = {
        "designated": Whom(designated=True),
        "segment": Whom(segment=segment),
        "person": Whom(named=(Named(name, email, side),)),
    }[whom]
    try:
        done = inviting.invite(opened, meeting_id, asked, visitor.actor)
    except MeetingRefused as problem:
        errors = {problem.field: forms.sentence(problem)}
    except (NobodyToInvite, MeetingOver, SenderMissing) as problem:
        errors = {whom: str(problem)}
    else:
        return pages.then(request, f"{shown.PATH}/{meeting_id}", _sentence(done))
    form = {"segment": segment, "name": name, "email": email, "side": side}
    return shown.show(request, opened, meeting, status=422, form=form, errors=errors, opened_form=whom)


@router.post(f"{shown.PATH}/{{meeting_id:int}}/invites/{{guest_id:int}}/retirer")
def remove(request: Request, visitor: Sends, opened: Opened, meeting_id: int, guest_id: int) -> Response:
    """Take a guest off."""
    meeting = listing.show(opened, meeting_id)
    visitors.require(request, visitor, Role.SEND, meeting.publication_id)
    inviting.remove(opened, meeting_id, guest_id, visitor.actor)
    return pages.then(request, f"{shown.PATH}/{meeting_id}", _("Cette personne n’est plus invitée."))


def _sentence(done: Invited) -> str:
    """Say what an invitation did."""
    said = [
        ngettext("{n} invitation part dans la minute.", "{n} invitations partent dans la minute.", done.new).format(
            n=done.new
        )
        if done.new
        else _("Personne de plus n’est invité.")
    ]
    if done.known:
        words = ngettext("{n} personne l’était déjà.", "{n} personnes l’étaient déjà.", done.known)
        said.append(words.format(n=done.known))
    if done.stopped:
        words = ngettext(
            "{n} personne ne peut pas recevoir de message.", "{n} personnes ne peuvent pas recevoir de message.",
            done.stopped,
        )  # fmt: skip
        said.append(words.format(n=done.stopped))
    return " ".join(said)
