"""« Mot de passe oublié », and the page behind a link: where somebody chooses a password.

Says the same whether or not somebody has the address. A page that is only opened uses no link up.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Request, Response
from pydantic import Field

from accounts import choosing, errors, sessions
from campaigns.acting.accounts import links
from runtime.language import _
from web import limits
from web.console import cookies, forms, pages
from web.console.forms import Filled, Typed
from web.console.visitors import Anybody
from web.dependencies import Opened

router = APIRouter()
_FORGOTTEN, _CHOOSE = "/mot-de-passe-oublie", "/invitation/{code}"


class Asked(forms.Model):
    """Whose password was forgotten."""

    email: Annotated[str, Field(min_length=1, max_length=254)]


class Chosen(forms.Model):
    """A new password."""

    password: Annotated[str, Field(min_length=1, max_length=500)]


@router.get(_FORGOTTEN)
def show(request: Request, _visitor: Anybody, opened: Opened) -> Response:
    """Show the form."""
    return _ask(request, opened, Filled({}, {}, None))


@router.post(_FORGOTTEN)
def ask(request: Request, _visitor: Anybody, opened: Opened, typed: Typed) -> Response:
    """Mail a link to whoever has the address; say the same to everybody."""
    filled = forms.read(Asked, typed)
    if filled.model is None:
        return _ask(request, opened, filled, 422)
    try:
        links.forgotten(opened, filled.model.email, network=limits.network(request))
    except errors.Throttled as problem:
        return _ask(request, opened, filled, 429, str(problem))
    return pages.page(request, "accounts/link_sent.html", email=filled.model.email)


@router.get(_CHOOSE)
def open_(request: Request, _visitor: Anybody, opened: Opened, code: str) -> Response:
    """Show whose password is chosen here."""
    return _choose(request, opened, code, Filled({}, {}, None))


@router.post(_CHOOSE)
def choose(request: Request, _visitor: Anybody, opened: Opened, typed: Typed, code: str) -> Response:
    """Keep the password and let its holder in; an account that asks for codes signs in as always."""
    filled = forms.read(Chosen, typed)
    if filled.model is None:
        return _choose(request, opened, code, filled, 422)
    try:
        user = choosing.choose(opened, code, filled.model.password)
    except errors.PasswordRefused as problem:
        return _choose(request, opened, code, filled.refused(problem), 422)
    if user.has_codes:
        return pages.then(request, "/connexion", _("Votre mot de passe est changé. Connectez-vous avec lui."))
    answer = pages.then(request, "/", _("Votre mot de passe est enregistré. Bienvenue."))
    device = request.headers.get("user-agent", "")
    token = sessions.begin(opened, user.id, device=device, network=limits.network(request))
    cookies.open_(request, answer, token)
    return answer


def _ask(request: Request, opened: Opened, filled: Filled[Asked], status: int = 200, sentence: str = "") -> Response:
    can_mail = links.can_mail(opened)
    return pages.page(
        request, "accounts/forgotten.html", status=status, form=filled, sentence=sentence, can_mail=can_mail
    )  # fmt: skip


def _choose(request: Request, opened: Opened, code: str, filled: Filled[Chosen], status: int = 200) -> Response:
    holder = choosing.holder(opened, code)
    return pages.page(request, "accounts/choose.html", status=status, form=filled, holder=holder)
