"""« Bon à tirer », a tab of the issue: who must approve it, what they said, what changed since."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Request, Response
from pydantic import Field

from campaigns.acting import issue_desk, segmenting
from campaigns.acting.partnership import approval_desk, asking, chasing, departures
from campaigns.editorial import event_times
from campaigns.partnership.approvals.standing import STATES, Answer, Verdict
from runtime.errors import FieldRefused, RelaisError
from runtime.language import N_, _, ngettext
from web.console import forms, pages
from web.console.forms import Filled, Typed
from web.console.issues.rights import ApprovesHere, ReadsHere, WritesHere
from web.dependencies import Opened

router = APIRouter(prefix="/numeros/{issue_id:int}/bon-a-tirer")
_BETWEEN = re.compile(r"[\s,;]+")
#: What each answer is in the history.
_SAID = {
    Verdict.APPROVED: N_("{name} a validé au nom {of}"),
    Verdict.CORRECTION: N_("{name} a demandé une correction au nom {of}"),
    Verdict.TACIT: N_("Accord tacite, faute de réponse {of}"),
    Verdict.OVERRIDDEN: N_("{name} a décidé du départ sans la validation de : {function}"),
}


class Asked(forms.Model):
    """To whom the letter is to go, and who else is asked what they think."""

    segment: str = ""
    opinions: str = ""


class Reason(forms.Model):
    """Why the issue may leave without an approval."""

    reason: Annotated[str, Field(max_length=1_000)] = ""


@router.api_route("", methods=["GET", "HEAD"])
def show(opened: Opened, request: Request, _visitor: ReadsHere, issue_id: int) -> Response:
    """Show where the issue stands with those who must approve it."""
    return _page(opened, request, issue_id, Filled({}, {}, None))


@router.post("")
def ask(opened: Opened, request: Request, visitor: WritesHere, issue_id: int, typed: Typed) -> Response:
    """Show the issue as it is now to those who must approve it."""
    filled = forms.read(Asked, typed)
    assert filled.model is not None
    wanted = filled.model
    opinions = tuple(filter(None, _BETWEEN.split(wanted.opinions)))
    try:
        asked = asking.ask(opened, asking.Request(issue_id, wanted.segment or None, opinions), visitor.actor)
    except FieldRefused as problem:
        return _page(opened, request, issue_id, filled.refused(problem.renamed({"to": "opinions"})))
    except RelaisError as problem:
        return _page(opened, request, issue_id, Filled(filled.values, {"demande": str(problem)}, None))
    many = len(asked.people)
    words = ngettext("Le numéro est soumis à {n} personne.", "Le numéro est soumis à {n} personnes.", many)
    said = words.format(n=many) if many else _("Tout est déjà validé : personne n’est sollicité.")
    if asked.copies_refused:
        names = ", ".join(asked.copies_refused)
        said = f"{said} " + _("La copie de la lettre n’est pas partie vers {names} ; la page, si.").format(names=names)
    return pages.then(request, f"/numeros/{issue_id}/bon-a-tirer", said)


@router.post("/relancer")
def remind(opened: Opened, request: Request, visitor: WritesHere, issue_id: int) -> Response:
    """Remind whoever has not answered."""
    try:
        said = chasing.said(chasing.remind(opened, issue_id, visitor.actor))
    except RelaisError as problem:
        return _page(opened, request, issue_id, Filled({}, {"demande": str(problem)}, None))
    return pages.then(request, f"/numeros/{issue_id}/bon-a-tirer", said)


@router.post("/passer-outre")
def override(opened: Opened, request: Request, visitor: ApprovesHere, issue_id: int, typed: Typed) -> Response:
    """Let the issue leave without the approvals that it lacks, with a reason."""
    filled = forms.read(Reason, typed)
    reason = filled.model.reason if filled.model else ""
    try:
        segment = approval_desk.look(opened, issue_id).segment
        departures.override(opened, issue_id, segment or None, reason, visitor.actor)
    except FieldRefused as problem:
        return _page(
            opened, request, issue_id, Filled({"reason": reason}, {problem.field: forms.sentence(problem)}, None)
        )
    said = _("C’est noté : cette version peut partir sans validation. La raison figurera au bilan.")
    return pages.then(request, f"/numeros/{issue_id}/bon-a-tirer", said)


def _page(opened: Opened, request: Request, issue_id: int, filled: Filled[Asked]) -> Response:
    desk, approvals = issue_desk.open_(opened, issue_id), approval_desk.look(opened, issue_id)
    return pages.page(
        request, "approvals/issue.html", status=422 if filled.errors else 200, publication_id=desk.publication_id,
        desk=desk, approvals=approvals, filled=filled, kinds={state: kind for state, (_words, kind) in STATES.items()},
        segments=[("", _("toute la liste")), *((one, one) for one in segmenting.listed(opened))],
        day=event_times.day, verdict=partial(_said, {one.code: one.of for one in approvals.sides}),
    )  # fmt: skip


def _said(names: Mapping[str, str], answer: Answer) -> str:
    """Return what somebody answered, in a sentence."""
    side = names.get(answer.side, answer.side)
    return _(_SAID[answer.verdict]).format(name=answer.name or _("Une personne"), of=side, function=answer.function)
