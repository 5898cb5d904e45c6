"""« À qui et quand »: the list or a segment, the moment in words, who gets the letter at once; kept as a plan.

While somebody types, a script asks for the words and the number of what stands in the form; the buttons keep it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse
from pydantic import Field
from starlette.datastructures import FormData, UploadFile

from campaigns.acting import issue_desk, segmenting, trials
from campaigns.acting.preparing import errors, list_updates, moments, plans, recipients
from campaigns.acting.preparing.plans import Plan, Wish
from campaigns.acting.preparing.recipients import Recipients
from campaigns.editorial import trial_groups
from lists.errors import ListsError
from lists.kinds import Policy
from runtime.errors import FieldRefused, RelaisError
from runtime.installation import Installation
from runtime.language import N_, _
from web.console import forms, pages, people
from web.console.forms import Filled, Typed
from web.console.issues.rights import ReadsHere, WritesHere
from web.dependencies import Opened

router = APIRouter(prefix="/numeros/{issue_id:int}/envoi")
_BETWEEN = re.compile(r"[\s,;]+")
_NOW, _THEN = "now", "then"
POLICIES = {
    Policy.ALL: N_("Toutes les personnes"),
    Policy.SEVERAL: N_("Trois personnes au plus"),
    Policy.ONE: N_("Une seule personne"),
}
_Short = Annotated[str, Field(max_length=20)]
_Name = Annotated[str, Field(max_length=200)]


class Wanted(forms.Model):
    """What is chosen; `go` is the button that was pressed."""

    segment: _Name = ""
    policy: Policy = Policy.ALL
    when: _Short = _THEN
    day: _Short = ""
    hour: _Short = ""
    until_day: _Short = ""
    until_hour: _Short = ""
    witnesses: Annotated[tuple[_Name, ...], Field(max_length=50)] = ()
    to: Annotated[str, Field(max_length=4_000)] = ""
    group: Annotated[str, Field(max_length=80)] = ""
    revision: Annotated[int, Field(ge=0)] = 0
    go: _Short = ""


@router.api_route("", methods=["GET", "HEAD"])
def show(opened: Opened, request: Request, _visitor: ReadsHere, issue_id: int) -> Response:
    """Show what is planned; at first, the whole list at the next good moment."""
    return _page(opened, request, issue_id, None)


@router.post("")
def keep(opened: Opened, request: Request, visitor: WritesHere, issue_id: int, typed: Typed) -> Response:
    """Keep it, and go on to the last look, or stay and see it in words."""
    filled = forms.read(Wanted, typed)
    if (wanted := filled.model) is None:
        return _page(opened, request, issue_id, filled)
    here = f"/numeros/{issue_id}/envoi"
    try:
        names = _witnesses(opened, issue_id, wanted, visitor.actor)
        wish = _wish(opened, issue_id, wanted, names)
        plans.keep(opened, issue_id, wish, wanted.revision, visitor.actor)
    except FieldRefused as problem:
        return _page(opened, request, issue_id, filled.refused(problem))
    except errors.PlanMoved as problem:
        return pages.then(request, here, str(problem))
    except ListsError as problem:
        return _page(opened, request, issue_id, Filled(filled.values, {"segment": str(problem)}, None))
    if wanted.go == "relire":
        return pages.then(request, f"{here}/relire")
    return pages.then(request, here, _("C’est noté. Rien ne part sans votre confirmation."))


@router.post("/mots")
def words(opened: Opened, _visitor: WritesHere, issue_id: int, typed: Typed) -> Response:
    """Return, for a script, what stands in the form: the moment in words, and who gets the letter."""
    filled = forms.read(Wanted, typed)
    shown = _shown(opened, issue_id, filled.model, filled.errors)
    return HTMLResponse(
        pages.part("launching/words.html", issue_id=issue_id, errors=forms.Texts(filled.errors), **shown)
    )


def _wish(opened: Installation, issue_id: int, wanted: Wanted, witnesses: tuple[str, ...]) -> Wish:
    """Return what is chosen.

    Raises:
        runtime.errors.FieldRefused.
    """
    return Wish(wanted.segment, wanted.policy, _moment(opened, issue_id, wanted), _until(wanted), witnesses)


def _moment(opened: Installation, issue_id: int, wanted: Wanted) -> datetime | None:
    if wanted.go == "proposer":
        return _slot(opened, issue_id).at
    if wanted.when == _NOW:
        return None
    found = moments.read(wanted.day, wanted.hour)
    if found is None:
        raise FieldRefused(field="day", reason=_("donnez le jour et l’heure, ou choisissez « dès ma confirmation »"))
    return found


def _until(wanted: Wanted) -> datetime | None:
    return moments.read(wanted.until_day, wanted.until_hour, ("until_day", "until_hour"))


def _witnesses(opened: Installation, issue_id: int, wanted: Wanted, actor: str) -> tuple[str, ...]:
    """Return the groups that are ticked, and the one that was typed, which is kept for the next time.

    Raises:
        runtime.errors.FieldRefused (`to`).
    """
    known = {one.name for one in trial_groups.listed(opened, issue_id)}
    ticked = tuple(one for one in wanted.witnesses if one in known)
    if not wanted.to:
        return ticked
    try:
        members = trials.wanted(_BETWEEN.split(wanted.to))
    except FieldRefused:
        raise
    except RelaisError as problem:
        raise FieldRefused(field="to", reason=str(problem).rstrip(".")) from None
    name = wanted.group or _("Témoins")
    trial_groups.keep(opened, issue_id, name, members, actor)
    return (*(one for one in ticked if one != name), name)


def _slot(opened: Installation, issue_id: int) -> moments.Slot:
    return moments.next_slot(opened.clock.now(), issue_desk.open_(opened, issue_id).outline.dated)


def _values(plan: Plan, slot: moments.Slot) -> dict[str, Any]:
    """Return a plan as its form holds it; an empty one proposes the next good moment."""
    wish = plan.wish
    at = wish.not_before or (slot.at if not plan.revision else None)
    until = wish.not_after
    return {
        "segment": wish.segment, "policy": wish.policy.value, "when": _THEN if at else _NOW,
        "day": at.date().isoformat() if at else "", "hour": f"{at:%H:%M}" if at else "",
        "until_day": until.date().isoformat() if until else "", "until_hour": f"{until:%H:%M}" if until else "",
        "witnesses": list(wish.witnesses),
    }  # fmt: skip


def _shown(opened: Installation, issue_id: int, wanted: Wanted | None, refused: Mapping[str, str]) -> dict[str, Any]:
    """Return what follows from a form: its moment in words with what speaks against it, and who gets the letter."""
    now = opened.clock.now()
    found: dict[str, Any] = {"moment": "", "advice": (), "until": "", "problem": next(iter(refused.values()), "")}
    who: Recipients | None = None
    if wanted is not None:
        try:
            at, until = _moment(opened, issue_id, wanted), _until(wanted)
            found["moment"] = moments.said(at, now) if at else ""
            found["advice"] = moments.advice(at) if at else ()
            found["until"] = moments.said(until, now) if until else ""
            found["problem"] = _("Ce moment est déjà passé.") if at and at < now else ""
        except FieldRefused as problem:
            found["problem"] = forms.sentence(problem)
        try:
            who = recipients.look(opened, issue_id, wanted.segment, wanted.policy)
        except ListsError as problem:
            found["problem"] = str(problem)
    return found | {"who": who, "slot": _slot(opened, issue_id)}


def _page(opened: Installation, request: Request, issue_id: int, filled: Filled[Wanted] | None) -> Response:
    desk, plan = issue_desk.open_(opened, issue_id), plans.kept(opened, issue_id)
    slot = moments.next_slot(opened.clock.now(), desk.outline.dated)
    values = dict(filled.values) if filled else _values(plan, slot)
    wrong = filled.errors if filled else {}
    wanted = forms.read(Wanted, FormData(_pairs(values))).model
    fixed, lost = _fixed(opened, issue_id)
    return pages.page(
        request, "launching/choose.html", status=422 if wrong else 200, publication_id=desk.publication_id,
        desk=desk, issue_id=issue_id, values=forms.Texts(values), errors=forms.Texts(wrong), revision=plan.revision,
        segments=[("", _("Toute la liste")), *((one, one) for one in segmenting.listed(opened))],
        policies=[(one.value, _(words)) for one, words in POLICIES.items()],
        groups=[(one.name, _group(one)) for one in trial_groups.listed(opened, issue_id)], most=trials.MOST,
        who_chose=people.named(opened, plan.actor) if plan.actor else "", chosen_at=plan.at,
        fixed=fixed, fixed_words=moments.words(fixed.fixed_at) if fixed else "", lost=lost,
        **_shown(opened, issue_id, wanted, {}),
    )  # fmt: skip


def _fixed(opened: Installation, issue_id: int) -> tuple[list_updates.Changes | None, str]:
    """Return how the list of the departure that there is stands, or what is the matter with it."""
    try:
        return list_updates.of_issue(opened, issue_id), ""
    except ListsError as problem:
        return None, str(problem)


def _pairs(values: Mapping[str, Any]) -> list[tuple[str, str | UploadFile]]:
    return [
        (name, one) for name, value in values.items() for one in (value if isinstance(value, list) else [str(value)])
    ]


def _group(group: trial_groups.Group) -> str:
    return f"{group.name} ({', '.join(group.addresses)})"
