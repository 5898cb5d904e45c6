"""Subscribing: a form that anybody may send, and the page to which the mailed question leads. GET changes nothing.

The answer to a form is the same for every address.
"""

from __future__ import annotations

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Form, Response

from campaigns.post.readers import signup_forms
from lists import addresses
from lists.errors import AddressRefused, LeftSince, NothingToConfirm, StillStopped
from runtime.language import _
from web.dependencies import COUNTED, Later, Letters, Limits, Opened
from web.reader import address_fields, pages

router = APIRouter(prefix=signup_forms.PATH.rstrip("/"))


@router.api_route("/{name}", methods=["GET", "HEAD"])
def show(opened: Opened, letters: Letters, name: str) -> Response:
    """Show the form."""
    return _asking(letters, signup_forms.form(opened, name))


@router.post("/{name}", dependencies=[COUNTED])
def ask(
    opened: Opened, letters: Letters, limits: Limits, later: Later, name: str, email: Annotated[str, Form()] = ""
) -> Response:
    """Take an address, and say that a message is on its way; or that this is no address.

    Nobody is looked up before the answer: its time says nothing either.
    """
    found = signup_forms.form(opened, name)
    try:
        if limits.allows(addresses.parse(addresses.clean(email))):
            later.put(partial(signup_forms.ask, opened, name, email))
    except AddressRefused as problem:
        return _asking(letters, found, email, address_fields.problem(email, problem))
    return pages.page("asked.html", site=letters.lately(found.home), title=_("Regardez votre messagerie"), form=found)


@router.api_route("/{name}/{token}", methods=["GET", "HEAD"])
def look(opened: Opened, letters: Letters, token: str) -> Response:
    """Show what is confirmed, with a button: so a scanner that follows links cannot subscribe anybody."""
    try:
        found = signup_forms.look(opened, token)
    except LeftSince as problem:
        return _gone(letters, problem)
    if found.confirmed:
        return _subscribed(letters, found)
    site = letters.lately(found.home)
    return pages.page("confirm.html", site=site, title=_("Confirmer l’inscription"), form=found)


@router.post("/{name}/{token}")  # noqa: FAST003 -- the token alone says which list; a form may be renamed
def confirm(opened: Opened, letters: Letters, token: str) -> Response:
    """Put the person on the list."""
    try:
        found = signup_forms.confirm(opened, token)
    except (LeftSince, NothingToConfirm) as problem:
        return _gone(letters, problem)
    except StillStopped as problem:
        return _refused(letters, signup_forms.look(opened, token), problem)
    return _subscribed(letters, found)


def _subscribed(letters: Letters, form: signup_forms.Form) -> Response:
    return pages.page("subscribed.html", site=letters.lately(form.home), title=_("Inscription confirmée"), form=form)


def _asking(letters: Letters, form: signup_forms.Form, typed: str = "", problem: str = "") -> Response:
    title = _("Recevoir {publication}").format(publication=form.publication)
    # A screen reader reads the title first: it must say that something must be corrected.
    title = _("Erreur : {title}").format(title=title) if problem else title
    status = 422 if problem else 200
    site = letters.lately(form.home)
    return pages.page("subscribe.html", status=status, site=site, title=title, form=form, typed=typed, problem=problem)


def _refused(letters: Letters, form: signup_forms.Form, problem: StillStopped) -> Response:
    site = letters.lately(form.home)
    advice = _("Pour recevoir la lettre de nouveau, écrivez à {contact}.").format(contact=form.contact)
    return pages.page(
        "message.html", status=409, site=site, title=_("Opposition en vigueur"), sentences=[str(problem), advice]
    )


def _gone(letters: Letters, problem: LeftSince | NothingToConfirm) -> Response:
    site = letters.lately()
    return pages.page("message.html", status=410, site=site, title=_("Demande périmée"), sentences=[str(problem)])
