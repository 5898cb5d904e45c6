"""Subscribing: a form that anybody may send, and the page to which the mailed question leads. GET changes nothing.

The answer to a form is the same for every address.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Response

from campaigns.post import joining
from lists.errors import AddressRefused, NothingToConfirm, StillStopped
from runtime.language import _
from web.dependencies import COUNTED, Opened
from web.reader import pages

router = APIRouter(prefix=joining.PATH.rstrip("/"))


@router.api_route("/{name}", methods=["GET", "HEAD"])
def show(opened: Opened, name: str) -> Response:
    """Show the form."""
    return _asking(joining.form(opened, name))


@router.post("/{name}", dependencies=[COUNTED])
def ask(opened: Opened, name: str, email: Annotated[str, Form()] = "") -> Response:
    """Take an address, and say that a message is on its way; or that this is no address."""
    try:
        found = joining.ask(opened, name, email)
    except AddressRefused as problem:
        return _asking(joining.form(opened, name), email, str(problem))
    return pages.page("asked.html", title=_("Regardez votre messagerie"), form=found)


@router.api_route("/{name}/{token}", methods=["GET", "HEAD"])
def look(opened: Opened, token: str) -> Response:
    """Show what is confirmed, with a button: a scanner that follows links subscribes nobody."""
    return pages.page("confirm.html", title=_("Confirmer l’inscription"), form=joining.look(opened, token))


@router.post("/{name}/{token}")  # noqa: FAST003 -- the token alone says which list; a form may be renamed
def confirm(opened: Opened, token: str) -> Response:
    """Put her on the list."""
    try:
        found = joining.confirm(opened, token)
    except (NothingToConfirm, StillStopped) as problem:
        return _refused(joining.look(opened, token), problem)
    return pages.page("subscribed.html", title=_("Inscription confirmée"), form=found)


def _asking(form: joining.Form, typed: str = "", problem: str = "") -> Response:
    title = _("Recevoir {publication}").format(publication=form.publication)
    # The reader of a screen hears the title first: it must say that something is to be put right.
    title = _("Erreur : {title}").format(title=title) if problem else title
    status = 422 if problem else 200
    return pages.page("subscribe.html", status=status, title=title, form=form, typed=typed, problem=problem)


def _refused(form: joining.Form, problem: NothingToConfirm | StillStopped) -> Response:
    if isinstance(problem, StillStopped):
        advice = _("Pour recevoir la lettre de nouveau, écrivez à {contact}.").format(contact=form.contact)
        return pages.page(
            "message.html", status=409, title=_("Opposition en vigueur"), sentences=[str(problem), advice]
        )
    return pages.page("message.html", status=410, title=_("Demande oubliée"), sentences=[str(problem)])
