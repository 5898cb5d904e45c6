"""« Connexion »: the address and the password, the code where one is asked for, and the way out.

The same words and the same status whether or not an account exists. Leads back to the page that was asked for, if it is
one of ours.
"""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Body, Request, Response
from fastapi.responses import JSONResponse
from pydantic import Field

from accounts import errors, sessions, signing_in
from runtime.language import _
from web import limits
from web.console import cookies, forms, pages
from web.console.forms import Filled, Typed
from web.console.visitors import Anybody
from web.dependencies import Opened

router = APIRouter()
PATH, _CODE = "/connexion", "/connexion/code"
_TOO_MANY, _WRONG, _JSON = 429, 422, "application/json"


class Credentials(forms.Model):
    """What somebody knows."""

    email: Annotated[str, Field(min_length=1, max_length=254)]
    password: Annotated[str, Field(min_length=1, max_length=500)]
    suite: Annotated[str, Field(max_length=2_000)] = "/"


class Code(forms.Model):
    """What somebody has: the device that makes codes, or a recovery code."""

    ticket: Annotated[str, Field(min_length=1, max_length=100)]
    code: Annotated[str, Field(min_length=1, max_length=40)]
    suite: Annotated[str, Field(max_length=2_000)] = "/"


class Again(forms.Model):
    """What a page asks for when its session has ended while somebody writes."""

    email: Annotated[str, Field(max_length=254)] = ""
    password: Annotated[str, Field(max_length=500)] = ""
    code: Annotated[str, Field(max_length=40)] = ""


@router.get(PATH)
def show(request: Request, visitor: Anybody, suite: str = "/") -> Response:
    """Show the form; whoever is signed in goes on."""
    if visitor is not None:
        return pages.then(request, _ours(suite))
    return _page(request, Filled({"suite": _ours(suite)}, {}, None))


@router.post(PATH)
def sign_in(request: Request, _visitor: Anybody, opened: Opened, typed: Typed) -> Response:
    """Let somebody in, ask for a code, or show the form again with one sentence."""
    filled = forms.read(Credentials, typed)
    if filled.model is None:
        return _page(request, filled, _WRONG)
    said = filled.model
    try:
        found = signing_in.by_password(opened, said.email, said.password, network=limits.network(request))
    except errors.CodeNeeded as problem:
        return _ask_code(request, problem.ticket, _ours(said.suite))
    except errors.SigningInRefused as problem:
        return _page(request, filled, _status(problem), str(problem))
    return _let_in(request, opened, found.user_id, _ours(said.suite))


@router.get(_CODE)
def begin_again(request: Request, _visitor: Anybody) -> Response:
    """A code comes after a password."""
    return pages.then(request, PATH)


@router.post(_CODE)
def by_code(request: Request, _visitor: Anybody, opened: Opened, typed: Typed) -> Response:
    """Let somebody in by the code, or ask for it again."""
    filled = forms.read(Code, typed)
    if filled.model is None:
        shown = filled.values
        return _ask_code(
            request, shown.get("ticket", ""), _ours(shown.get("suite", "/")), _WRONG, _("Écrivez le code.")
        )
    said = filled.model
    try:
        found = signing_in.by_code(opened, said.ticket, said.code, network=limits.network(request))
    except errors.LinkUnusable:
        return pages.then(request, PATH, _("Trop de temps a passé : recommencez, s’il vous plaît."))
    except errors.SigningInRefused as problem:
        return _ask_code(request, said.ticket, _ours(said.suite), _status(problem), str(problem))
    return _let_in(request, opened, found.user_id, _ours(said.suite))


@router.post("/connexion/de-nouveau")
def sign_in_again(request: Request, _visitor: Anybody, opened: Opened, said: Annotated[Again, Body()]) -> Response:
    """Answer a page that goes on: the session is in the cookie; or say in one sentence why not."""
    network = limits.network(request)
    try:
        found = signing_in.by_password(opened, said.email, said.password, network=network, code=said.code)
    except errors.SigningInRefused as problem:
        wants_code = isinstance(problem, errors.CodeNeeded | errors.WrongCode)
        return JSONResponse({"sentence": str(problem), "code": wants_code}, _status(problem))
    answer = JSONResponse({"name": found.name})
    _begin(request, opened, found.user_id, answer)
    return answer


@router.post("/deconnexion")
def sign_out(request: Request, _visitor: Anybody, opened: Opened) -> Response:
    """End the session."""
    sessions.end(opened, cookies.session(request))
    answer = pages.then(request, PATH, _("Vous êtes déconnecté."))
    cookies.close(request, answer)
    return answer


def _let_in(request: Request, opened: Any, user_id: int, path: str) -> Response:
    answer = pages.then(request, path)
    _begin(request, opened, user_id, answer)
    return answer


def _begin(request: Request, opened: Any, user_id: int, answer: Response) -> None:
    before = cookies.session(request)
    if before:  # one browser, one session
        sessions.end(opened, before)
    device = request.headers.get("user-agent", "")
    cookies.open_(request, answer, sessions.begin(opened, user_id, device=device, network=limits.network(request)))


def _page(request: Request, filled: Filled[Any], status: int = 200, sentence: str = "") -> Response:
    return pages.page(request, "accounts/sign_in.html", status=status, form=filled, sentence=sentence)


def _ask_code(request: Request, ticket: str, suite: str, status: int = 200, sentence: str = "") -> Response:
    return pages.page(
        request, "accounts/code.html", status=status, ticket=ticket, suite=suite, sentence=sentence
    )  # fmt: skip


def _status(problem: errors.SigningInRefused) -> int:
    return _TOO_MANY if isinstance(problem, errors.Throttled) else _WRONG


def _ours(path: str) -> str:
    """Return the path, if it leads to one of our pages: to a browser, two slashes of either kind begin another site."""
    is_ours = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable()
    return path if is_ours else "/"
