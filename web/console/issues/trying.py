"""« Essai »: the letter to oneself in one click, to a saved group, or to a few addresses that are typed and counted."""

from __future__ import annotations

import re

from fastapi import APIRouter, Request, Response

from campaigns.acting import issue_desk, trials
from campaigns.acting.trials import Trial
from campaigns.editorial import trial_groups
from lists.addresses import Address
from runtime.errors import FieldRefused, RelaisError
from runtime.installation import Installation
from runtime.language import _, ngettext
from web.console import forms, pages
from web.console.forms import Filled, Typed
from web.console.issues.rights import WritesHere
from web.dependencies import Opened

router = APIRouter(prefix="/numeros/{issue_id:int}/essai")
_BETWEEN = re.compile(r"[\s,;]+")


class Asked(forms.Model):
    """To whom; `go` once the number was shown."""

    to: str = ""
    group: str = ""
    go: str = ""
    #: The reader whose letter it is; nobody in particular unless one is named.
    comme: int | None = None


@router.api_route("", methods=["GET", "HEAD"])
def show(opened: Opened, request: Request, visitor: WritesHere, issue_id: int) -> Response:
    """Show the ways to try the letter out."""
    del visitor
    return _page(opened, request, issue_id, Filled({}, {}, None))


@router.post("")
def send(opened: Opened, request: Request, visitor: WritesHere, issue_id: int, typed: Typed) -> Response:
    """Count the addresses that were typed; once their number was shown, hand the letter over."""
    filled = forms.read(Asked, typed)
    assert filled.model is not None
    asked = filled.model
    try:
        members = trials.wanted(_BETWEEN.split(asked.to))
        if asked.group:
            trial_groups.keep(opened, issue_id, asked.group, members, visitor.actor)
        if asked.go:
            return _sent(opened, request, issue_id, members, visitor.actor)
    except FieldRefused as problem:
        return _page(opened, request, issue_id, filled.refused(problem))
    except RelaisError as problem:
        return _page(opened, request, issue_id, Filled(filled.values, {"to": str(problem)}, None))
    return _page(opened, request, issue_id, filled, members=members)


@router.post("/moi")
def myself(opened: Opened, request: Request, visitor: WritesHere, issue_id: int, typed: Typed) -> Response:
    """Hand the letter to whoever asks, as the reader receives it whose letter they look at."""
    asked = forms.read(Asked, typed).model
    like = asked.comme if asked else None
    try:
        return _sent(opened, request, issue_id, trials.wanted([visitor.email]), visitor.actor, like)
    except RelaisError as problem:
        return _page(opened, request, issue_id, Filled({}, {"to": str(problem)}, None))


@router.post("/groupes/oublier")
def forget(opened: Opened, request: Request, visitor: WritesHere, issue_id: int, typed: Typed) -> Response:
    """Forget a group."""
    asked = forms.read(Asked, typed).model
    if asked is not None:
        trial_groups.drop(opened, issue_id, asked.group, visitor.actor)
    return pages.then(request, f"/numeros/{issue_id}/essai", _("Le groupe est oublié."))


def _sent(
    opened: Installation, request: Request, issue_id: int, members: list[Address], actor: str,
    like: int | None = None,
) -> Response:  # fmt: skip
    tried = trials.send(opened, issue_id, [one.wire for one in members], actor, mark=_("[Essai] "), like=like)
    if tried.refused:
        return _page(opened, request, issue_id, Filled({}, {}, None), tried=tried)
    return pages.then(request, f"/numeros/{issue_id}/essai", said(tried))


def said(tried: Trial) -> str:
    """Return what became of a trial."""
    many = len(tried.accepted)
    if not many:
        return _("Aucun essai n’est parti.")
    words = ngettext("L’essai est parti vers {n} adresse.", "L’essai est parti vers {n} adresses.", many)
    return words.format(n=many)


def _page(
    opened: Installation, request: Request, issue_id: int, filled: Filled[Asked], *,
    members: list[Address] | None = None, tried: Trial | None = None,
) -> Response:  # fmt: skip
    desk = issue_desk.open_(opened, issue_id)
    return pages.page(
        request, "issues/trial.html", status=422 if filled.errors else 200, publication_id=desk.publication_id,
        desk=desk, filled=filled, groups=trial_groups.listed(opened, issue_id), most=trials.MOST,
        addresses=[one.wire for one in members or []], tried=tried, said=said(tried) if tried else "",
    )  # fmt: skip
