"""« Mon compte »: one's name, the look of the console, the password, and the sessions on other devices."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Request, Response
from pydantic import Field

from accounts import errors, second_step, sessions, signing_in, users
from accounts.users import Change
from runtime.language import _
from web.console import cookies, forms, pages
from web.console.forms import Filled, Typed
from web.console.visitors import Reads
from web.dependencies import Opened

router = APIRouter()
_PATH = "/mon-compte"


class Self(forms.Model):
    """What one is called, and how one likes to see."""

    name: Annotated[str, Field(min_length=1, max_length=120)]
    theme: Annotated[str, Field(max_length=10)] = ""


class NewPassword(forms.Model):
    """The password of today, and that of tomorrow."""

    current: Annotated[str, Field(min_length=1, max_length=500)]
    password: Annotated[str, Field(min_length=1, max_length=500)]


@router.get(_PATH)
def show(request: Request, visitor: Reads, opened: Opened) -> Response:
    """Show everything that one may change of oneself."""
    return _page(request, visitor, opened)


@router.post(_PATH)
def save(request: Request, visitor: Reads, opened: Opened, typed: Typed) -> Response:
    """Keep the name and the look."""
    filled = forms.read(Self, typed)
    if filled.model is not None:
        change = Change(name=filled.model.name, theme=filled.model.theme)
        try:
            users.set_(opened, visitor.user_id, change, visitor.actor)
            return pages.then(request, _PATH, _("C’est enregistré."))
        except errors.AccountRefused as problem:
            filled = filled.refused(problem)
    return _page(request, visitor, opened, 422, form=filled)


@router.post(f"{_PATH}/mot-de-passe")
def choose(request: Request, visitor: Reads, opened: Opened, typed: Typed) -> Response:
    """Keep another password; this session stays, the others end."""
    filled = forms.read(NewPassword, typed)
    if filled.model is not None:
        said = filled.model
        try:
            signing_in.confirm(opened, visitor.user_id, said.current)
            users.choose_password(
                opened, visitor.user_id, said.password, visitor.actor, session_id=visitor.session_id
            )  # fmt: skip
            return pages.then(request, _PATH, _("Votre mot de passe est changé ; vos autres sessions sont fermées."))
        except errors.AccountRefused as problem:
            filled = filled.refused(problem)
        except errors.Throttled as problem:
            filled = Filled(filled.values, {"current": str(problem)}, None)
    return _page(request, visitor, opened, 422, password=filled)


@router.post(f"{_PATH}/sessions")
def close_all(request: Request, visitor: Reads, opened: Opened) -> Response:
    """End all of one's sessions, this one too: what one does when a device is lost."""
    sessions.revoke_all(opened, visitor.user_id, visitor.actor)
    answer = pages.then(request, "/connexion", _("Toutes vos sessions sont fermées, sur tous vos appareils."))
    cookies.close(request, answer)
    return answer


@router.post(f"{_PATH}/sessions/{{number}}")
def close(request: Request, visitor: Reads, opened: Opened, number: int) -> Response:
    """End one of one's sessions."""
    sessions.revoke(opened, visitor.user_id, number, visitor.actor)
    return pages.then(request, _PATH, _("La session est fermée."))


def _page(
    request: Request, visitor: Reads, opened: Opened, status: int = 200, form: Filled[Any] | None = None,
    password: Filled[Any] | None = None,
) -> Response:  # fmt: skip
    user = users.show(opened, visitor.user_id)
    return pages.page(
        request,
        "accounts/own.html",
        status=status,
        user=user,
        form=form or Filled({"name": user.name, "theme": visitor.theme}, {}, None),
        password=password or Filled({}, {}, None),
        sessions=sessions.listed(opened, visitor.user_id),
        recovery=second_step.recovery_left(opened, visitor.user_id),
    )
