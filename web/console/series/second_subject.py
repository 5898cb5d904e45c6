"""« Deux objets »: a second subject for an issue, on how many readers both are tried, and how long the others wait."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Request, Response
from pydantic import Field

from campaigns.acting import issue_desk
from campaigns.acting.preparing import plans, recipients
from campaigns.editorial import second_subjects
from campaigns.editorial.second_subjects import Wish
from lists.errors import ListsError
from runtime.errors import FieldRefused
from runtime.installation import Installation
from runtime.language import _, grouped, ngettext
from web.console import forms, pages
from web.console.forms import Filled, Typed
from web.console.issues.rights import ReadsHere, WritesHere
from web.dependencies import Opened

router = APIRouter(prefix="/numeros/{issue_id:int}/second-objet")


class Trial(forms.Model):
    """How two subjects are tried; `remove` is the button that gives one of them up."""

    second_subject: Annotated[str, Field(max_length=second_subjects.LONGEST)] = ""
    percent: Annotated[int, Field(ge=1, le=90)] = second_subjects.PERCENT
    least: Annotated[int, Field(ge=2, le=100_000)] = second_subjects.LEAST
    hours: Annotated[int, Field(ge=1, le=24)] = second_subjects.HOURS
    remove: Annotated[str, Field(max_length=1)] = ""


@router.api_route("", methods=["GET", "HEAD"])
def show(request: Request, _visitor: ReadsHere, opened: Opened, issue_id: int) -> Response:
    """Show the second subject of an issue, and who would try."""
    return _page(request, opened, issue_id, None)


@router.post("")
def keep(request: Request, visitor: WritesHere, opened: Opened, issue_id: int, typed: Typed) -> Response:
    """Keep it, or take it away."""
    filled = forms.read(Trial, typed)
    said, here = filled.model, f"/numeros/{issue_id}/second-objet"
    if said is None:
        return _page(request, opened, issue_id, filled)
    if not (said.second_subject or said.remove):
        missing = FieldRefused(field="second_subject", reason=_("écrivez le second objet"))
        return _page(request, opened, issue_id, filled.refused(missing))
    try:
        if said.remove:
            second_subjects.keep(opened, issue_id, Wish(""), visitor.actor)
            return pages.then(request, here, _("Le numéro n’a plus qu’un objet."))
        wish = Wish(said.second_subject, said.percent, said.least, said.hours)
        second_subjects.keep(opened, issue_id, wish, visitor.actor)
    except FieldRefused as problem:
        return _page(request, opened, issue_id, filled.refused(problem))
    return pages.then(request, here, _("Second objet enregistré. Il sera essayé au départ du numéro."))


def _page(request: Request, opened: Installation, issue_id: int, filled: Filled[Trial] | None) -> Response:
    desk, kept = issue_desk.open_(opened, issue_id), second_subjects.show(opened, issue_id)
    usual = kept or Wish("")
    values = {
        "second_subject": usual.subject, "percent": usual.percent, "least": usual.least, "hours": usual.hours,
    } | dict(filled.values if filled else {})  # fmt: skip
    wrong = filled.errors if filled else {}
    return pages.page(
        request, "series/second_subject.html", status=422 if wrong else 200, publication_id=desk.publication_id,
        desk=desk, issue_id=issue_id, kept=kept, values=forms.Texts(values), errors=forms.Texts(wrong),
        shares=_shares(opened, issue_id, kept) if kept else [],
    )  # fmt: skip


def _shares(opened: Installation, issue_id: int, kept: Wish) -> list[tuple[str, str]]:
    """Return how many recipients would get what if the issue left now."""
    wish = plans.kept(opened, issue_id).wish
    try:
        many = recipients.look(opened, issue_id, wish.segment, wish.policy).contacts
    except ListsError:  # the page before this one says which segment is gone
        return []
    tried = kept.readers(many)
    waiting = ngettext("Attendent le meilleur, {n}\u00a0heure", "Attendent le meilleur, {n}\u00a0heures", kept.hours)
    return [
        (_("Reçoivent le premier objet"), grouped(tried - tried // 2)),
        (_("Reçoivent le second objet"), grouped(tried // 2)),
        (waiting.format(n=kept.hours), grouped(many - tried)),
    ]
