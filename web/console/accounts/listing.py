"""« Comptes »: who works here, with which rights; inviting somebody, changing rights, closing an account.

Rights on accounts are rights on everything: all of it asks for the administration of all letters.
"""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Request, Response
from pydantic import Field
from starlette.datastructures import FormData

from accounts import errors, roles, second_step, users
from accounts.roles import Grant, Role
from accounts.users import Change
from accounts.visitors import Visitor
from campaigns.acting.accounts import links, members
from campaigns.acting.accounts.links import Invited
from runtime.language import _
from web.console import forms, pages, visitors
from web.console.forms import Filled, Typed
from web.console.visitors import Administers
from web.dependencies import Opened

router = APIRouter()
PATH = "/reglages/comptes"
_ONE = f"{PATH}/{{user_id:int}}"
#: Begins the name of a check box; the number of the letter follows, nothing for all letters.
_BOX = "roles-"


class Person(forms.Model):
    """Who it is."""

    name: Annotated[str, Field(min_length=1, max_length=120)]
    email: Annotated[str, Field(max_length=254)] = ""


@router.get(PATH)
def show(request: Request, visitor: Administers, opened: Opened) -> Response:
    """Show every account."""
    visitors.require_everywhere(request, visitor, Role.ADMINISTER)
    return pages.page(request, "accounts/list.html", members=members.listed(opened), names=roles.NAMES)


@router.get(f"{PATH}/nouveau")
def new(request: Request, visitor: Administers, opened: Opened) -> Response:
    """Show the form of an invitation."""
    visitors.require_everywhere(request, visitor, Role.ADMINISTER)
    return _form(request, opened, Filled({}, {}, None), {Grant(Role.WRITE)})


@router.post(f"{PATH}/nouveau")
def invite(request: Request, visitor: Administers, opened: Opened, typed: Typed) -> Response:
    """Add an account, and mail its holder a link; where nothing can be mailed, show the link."""
    visitors.require_everywhere(request, visitor, Role.ADMINISTER)
    filled, held = forms.read(Person, typed), _grants(typed)
    if filled.model is not None:
        said = filled.model
        try:
            made = links.invite(
                opened, email=said.email, name=said.name, grants=held, actor=visitor.actor, inviter=visitor.name
            )  # fmt: skip
            return _linked(request, made)
        except (errors.AccountRefused, errors.AccountExists) as problem:
            filled = filled.refused(problem)
    return _form(request, opened, filled, held, 422)


@router.get(_ONE)
def edit(request: Request, visitor: Administers, opened: Opened, user_id: int) -> Response:
    """Show one account."""
    visitors.require_everywhere(request, visitor, Role.ADMINISTER)
    user = users.show(opened, user_id)
    return _form(request, opened, Filled({"name": user.name}, {}, None), set(user.grants), member=user_id)


@router.post(_ONE)
def save(request: Request, visitor: Administers, opened: Opened, typed: Typed, user_id: int) -> Response:
    """Keep the name and the rights; when the rights change, the sessions of the account end."""
    visitors.require_everywhere(request, visitor, Role.ADMINISTER)
    filled, held = forms.read(Person, typed), _grants(typed)
    if filled.model is not None:
        change = Change(name=filled.model.name, grants=held)
        try:
            changed = users.set_(opened, user_id, change, visitor.actor)
            return pages.then(request, PATH, _("Le compte de {name} est enregistré.").format(name=changed.name))
        except errors.AccountRefused as problem:
            filled = filled.refused(problem)
        except errors.LastAdministrator as problem:
            filled = Filled(filled.values, {"roles": str(problem)}, None)
    return _form(request, opened, filled, held, 422, member=user_id)


@router.post(f"{_ONE}/fermer")
def block(request: Request, visitor: Administers, opened: Opened, user_id: int) -> Response:
    """Let the holder of an account in no more."""
    return _set(request, visitor, opened, user_id, is_blocked=True)


@router.post(f"{_ONE}/rouvrir")
def unblock(request: Request, visitor: Administers, opened: Opened, user_id: int) -> Response:
    """Let the holder of an account in again."""
    return _set(request, visitor, opened, user_id, is_blocked=False)


@router.post(f"{_ONE}/lien")
def send_link(request: Request, visitor: Administers, opened: Opened, user_id: int) -> Response:
    """Mail a link by which a password is chosen; where nothing can be mailed, show it."""
    visitors.require_everywhere(request, visitor, Role.ADMINISTER)
    return _linked(request, links.invite_again(opened, user_id, visitor.actor, visitor.name))


@router.post(f"{_ONE}/codes")
def stop_codes(request: Request, visitor: Administers, opened: Opened, user_id: int) -> Response:
    """Ask an account for no codes any more: whoever lost the telephone and the recovery codes comes in again."""
    visitors.require_everywhere(request, visitor, Role.ADMINISTER)
    second_step.stop(opened, user_id, visitor.actor)
    return pages.then(request, PATH, _("Le mot de passe suffit de nouveau pour ce compte."))


def _set(request: Request, visitor: Visitor, opened: Any, user_id: int, *, is_blocked: bool) -> Response:
    visitors.require_everywhere(request, visitor, Role.ADMINISTER)
    changed = users.set_(opened, user_id, Change(is_blocked=is_blocked), visitor.actor)
    said = _("Le compte de {name} est fermé.") if is_blocked else _("Le compte de {name} est rouvert.")
    return pages.then(request, PATH, said.format(name=changed.name))


def _grants(typed: FormData) -> set[Grant]:
    """Return the rights of the check boxes that are checked."""
    held = set()
    for name, value in typed.multi_items():
        letter = name.removeprefix(_BOX)
        if name.startswith(_BOX) and value in list(Role) and (letter == "" or letter.isdecimal()):
            held.add(Grant(Role(str(value)), int(letter) if letter else None))
    return held


def _form(
    request: Request, opened: Any, filled: Filled[Person], held: set[Grant], status: int = 200,
    member: int | None = None,
) -> Response:  # fmt: skip
    letters = members.letters(opened)
    has_several = len(letters) > 1 or any(one.publication_id for one in held)
    scopes = [("", _("Pour toutes les lettres") if has_several else _("Droits"))]
    if has_several:
        scopes += [(str(number), _("Pour « {letter} » seulement").format(letter=name)) for number, name in letters]
    options = [(role.value, f"{_(roles.NAMES[role]).capitalize()} – {_(roles.SENTENCES[role])}") for role in Role]
    checked = {letter: [one.role.value for one in held if str(one.publication_id or "") == letter]
               for letter, _name in scopes}  # fmt: skip
    return pages.page(
        request,
        "accounts/edit.html",
        status=status,
        form=filled,
        scopes=scopes,
        options=options,
        checked=checked,
        member=members.show(opened, member) if member is not None else None,
    )


def _linked(request: Request, made: Invited) -> Response:
    if made.is_mailed:
        words = _("{name} reçoit un lien pour choisir son mot de passe, dans les deux minutes.")
        return pages.then(request, PATH, words.format(name=made.user.name))
    return pages.page(request, "accounts/link.html", made=made)
