"""« Première ouverture »: the account of whoever opens a new installation by the link that the server printed."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Request, Response
from pydantic import Field

from accounts import codes, first_account, sessions
from accounts.codes import Purpose
from accounts.errors import AccountRefused
from runtime.language import _
from web import limits
from web.console import cookies, forms, pages
from web.console.forms import Filled, Typed
from web.console.settings import steps
from web.console.visitors import Anybody
from web.dependencies import COUNTED, Opened

router = APIRouter()
_PATH = "/premiere-ouverture/{code}"


class Account(forms.Model):
    """Who opens it."""

    name: Annotated[str, Field(min_length=1, max_length=100)]
    email: Annotated[str, Field(min_length=3, max_length=254, pattern=r"[^@\s]+@[^@\s]+")]
    password: Annotated[str, Field(min_length=1, max_length=500)]


@router.get(_PATH)
def show(request: Request, _visitor: Anybody, opened: Opened, code: str) -> Response:
    """Show the form; looking uses nothing up."""
    codes.look(opened, Purpose.FIRST_RUN, code)
    return _page(request, Filled({}, {}, None))


@router.post(_PATH, dependencies=[COUNTED])
def make(request: Request, _visitor: Anybody, opened: Opened, typed: Typed, code: str) -> Response:
    """Make the account, and go on to the letter."""
    filled = forms.read(Account, typed)
    if filled.model is not None:
        said = filled.model
        try:
            user = first_account.found(opened, code, email=said.email, name=said.name, password=said.password)
            return _signed_in(request, opened, user)
        except AccountRefused as problem:
            filled = filled.refused(problem)
    return _page(request, filled, 422)


def _signed_in(request: Request, opened: Opened, user_id: int) -> Response:
    answer = pages.then(request, f"{steps.STOPS[0].path}?{steps.FIRST}=1", _("Bienvenue. Votre compte est prêt."))
    device = request.headers.get("user-agent", "")
    token = sessions.begin(opened, user_id, device=device, network=limits.network(request))
    cookies.open_(request, answer, token)
    return answer


def _page(request: Request, filled: Filled[Account], status: int = 200) -> Response:
    return pages.page(request, "first_run.html", status=status, form=filled, many=steps.MANY)
