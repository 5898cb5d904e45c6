"""« La connexion en deux étapes »: beginning it with a picture, its recovery codes, and its end.

Refuses to begin without a right code, or to change anything without the password: a session left open on a desk is not
enough.
"""

from __future__ import annotations

from typing import Annotated

import markupsafe
import segno
from fastapi import APIRouter, Request, Response
from pydantic import Field

from accounts import errors, second_step, signing_in
from runtime.language import _
from web.console import forms, pages
from web.console.forms import Filled, Typed
from web.console.visitors import Reads
from web.dependencies import Opened

router = APIRouter()
_PATH, _BACK = "/mon-compte/codes", "/mon-compte"


class Start(forms.Model):
    """The seed that was proposed, and a code that an application made of it."""

    seed: Annotated[str, Field(pattern="^[A-Z2-7]{32}$")]
    code: Annotated[str, Field(min_length=1, max_length=20)]


class Confirmed(forms.Model):
    """The password, asked once more."""

    current: Annotated[str, Field(min_length=1, max_length=500)]


@router.get(_PATH)
def show(request: Request, visitor: Reads, opened: Opened) -> Response:
    """Show the picture that an application reads; nothing changes yet."""
    return _propose(request, visitor, opened, Filled({}, {}, None))


@router.post(_PATH)
def start(request: Request, visitor: Reads, opened: Opened, typed: Typed) -> Response:
    """Ask for codes from now on, and show the recovery codes, once."""
    filled = forms.read(Start, typed)
    if filled.model is not None:
        try:
            kept = second_step.start(opened, visitor.user_id, filled.model.seed, filled.model.code, visitor.actor)
            return pages.page(request, "accounts/recovery.html", codes=kept, is_new=True)
        except errors.WrongCode as problem:
            filled = Filled(filled.values, {"code": str(problem)}, None)
    return _propose(request, visitor, opened, filled, 422)


@router.get(f"{_PATH}/changer")
def ask(request: Request, _visitor: Reads) -> Response:
    """Show what may be changed, and ask for the password."""
    return pages.page(request, "accounts/codes_change.html", form=Filled({}, {}, None))


@router.post(f"{_PATH}/arreter")
def stop(request: Request, visitor: Reads, opened: Opened, typed: Typed) -> Response:
    """Ask for no codes any more."""
    filled = _confirmed(visitor, opened, forms.read(Confirmed, typed))
    if filled.model is None:
        return pages.page(request, "accounts/codes_change.html", status=422, form=filled)
    second_step.stop(opened, visitor.user_id, visitor.actor)
    return pages.then(request, _BACK, _("Votre mot de passe suffit de nouveau."))


@router.post(f"{_PATH}/secours")
def renew(request: Request, visitor: Reads, opened: Opened, typed: Typed) -> Response:
    """Show new recovery codes, once."""
    filled = _confirmed(visitor, opened, forms.read(Confirmed, typed))
    if filled.model is None:
        return pages.page(request, "accounts/codes_change.html", status=422, form=filled)
    kept = second_step.renew_recovery(opened, visitor.user_id, visitor.actor)
    return pages.page(request, "accounts/recovery.html", codes=kept, is_new=False)


def _confirmed(visitor: Reads, opened: Opened, filled: Filled[Confirmed]) -> Filled[Confirmed]:
    if filled.model is None:
        return filled
    try:
        signing_in.confirm(opened, visitor.user_id, filled.model.current)
    except errors.AccountRefused as problem:
        return filled.refused(problem)
    except errors.Throttled as problem:
        return Filled(filled.values, {"current": str(problem)}, None)
    return filled


def _propose(request: Request, visitor: Reads, opened: Opened, filled: Filled[Start], status: int = 200) -> Response:
    seed = "" if "seed" in filled.errors else str(filled.values.get("seed", ""))
    proposal = second_step.propose(opened, visitor.user_id, seed)
    drawn = segno.make(proposal.uri, error="m").svg_inline(scale=5, border=4, dark="#000", light="#fff")
    picture = markupsafe.Markup(drawn)  # noqa: S704 -- the library's own drawing: numbers and colours
    return pages.page(
        request, "accounts/codes.html", status=status, form=filled, proposal=proposal, picture=picture
    )  # fmt: skip
