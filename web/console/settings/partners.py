"""« Les partenaires »: how each is named and shown, and from which day on."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Request, Response
from pydantic import Field
from starlette.datastructures import UploadFile

from accounts.roles import Role
from campaigns.editorial import event_times, letter_context, partner_identities
from campaigns.editorial.partner_identities import Identity, IdentityChange
from campaigns.errors import ImageRefused
from runtime import clock
from runtime.errors import FieldRefused
from runtime.files import File
from runtime.installation import Installation
from runtime.language import _
from templates.errors import AddressRefused, TextRefused
from web import errors
from web.console import forms, pages, visitors
from web.console.forms import Filled, Typed
from web.console.visitors import Administers
from web.dependencies import Opened

router = APIRouter()
_PATH = "/reglages/partenaires"
_NEW = f"{_PATH}/nouveau"
_ONE = f"{_PATH}/{{code}}"


class Partner(forms.Model):
    """How a partner is named and shown from a day on."""

    code: Annotated[str, Field(max_length=32)] = ""
    name: Annotated[str, Field(min_length=1, max_length=200)]
    mention: Annotated[str, Field(max_length=300)] = ""
    url: Annotated[str, Field(max_length=500)] = ""
    logo_alt: Annotated[str, Field(max_length=200)] = ""
    since: date


class End(forms.Model):
    """The last day of a partner."""

    until: date


@router.get(_PATH)
def show(request: Request, visitor: Administers, opened: Opened) -> Response:
    """Show the partners as they are named today, or were last."""
    visitors.require_everywhere(request, visitor, Role.ADMINISTER)
    newest = {one.code: one for one in reversed(partner_identities.listed(opened))}
    return pages.page(request, "settings/partners.html", partners=[(one, _when(one)) for one in newest.values()])


@router.get(_NEW)
def begin(request: Request, visitor: Administers, opened: Opened) -> Response:
    """Show the form of a new partner."""
    visitors.require_everywhere(request, visitor, Role.ADMINISTER)
    return _page(request, (), Filled({"since": clock.today(opened.clock).isoformat()}, {}, None))


@router.post(_NEW)
def add(request: Request, visitor: Administers, opened: Opened, typed: Typed) -> Response:
    """Add a partner; one whose code is taken is changed on its own page only."""
    visitors.require_everywhere(request, visitor, Role.ADMINISTER)
    filled = forms.read(Partner, typed)
    if filled.model is not None and _identities(opened, filled.model.code):
        filled = filled.refused(FieldRefused(field="code", reason=_("un autre partenaire a ce code")))
    code = filled.model.code if filled.model is not None else ""
    return _keep(request, opened, visitor.actor, code, (), filled, typed)


@router.get(_ONE)
def edit(request: Request, visitor: Administers, opened: Opened, code: str) -> Response:
    """Show one partner, with what it was called before."""
    visitors.require_everywhere(request, visitor, Role.ADMINISTER)
    known = _known(opened, code)
    values = known[0].as_json() | {"since": clock.today(opened.clock).isoformat()}
    return _page(request, known, Filled(values, {}, None))


@router.post(_ONE)
def save(request: Request, visitor: Administers, opened: Opened, typed: Typed, code: str) -> Response:
    """Give the partner a new identity from that day on; what was printed before stays."""
    visitors.require_everywhere(request, visitor, Role.ADMINISTER)
    known = _known(opened, code)
    return _keep(request, opened, visitor.actor, code, known, forms.read(Partner, typed), typed)


@router.post(f"{_ONE}/fin")
def end(request: Request, visitor: Administers, opened: Opened, typed: Typed, code: str) -> Response:
    """Say on which day the partner is shown for the last time."""
    visitors.require_everywhere(request, visitor, Role.ADMINISTER)
    known, filled = _known(opened, code), forms.read(End, typed)
    if filled.model is not None:
        try:
            ended = partner_identities.end(opened, code, filled.model.until, visitor.actor)
            sentence = _("{name} ne figurera plus dans les lettres datées d’après le {day}.")
            return pages.then(request, _PATH, sentence.format(name=ended.name, day=event_times.day(filled.model.until)))
        except FieldRefused as problem:
            filled = filled.refused(problem)
    values = known[0].as_json() | {"since": clock.today(opened.clock).isoformat()} | {**filled.values}
    return _page(request, known, Filled(values, filled.errors, None), 422)


def _keep(
    request: Request, opened: Installation, actor: str, code: str, known: tuple[Identity, ...],
    filled: Filled[Partner], typed: Typed,
) -> Response:  # fmt: skip
    if filled.model is not None:
        asked = IdentityChange(**filled.model.model_dump(exclude={"code"}), logo=_file(typed))
        try:
            kept = partner_identities.change(opened, code, asked, actor)
            return pages.then(request, _PATH, _("{name} : c’est enregistré.").format(name=kept.name))
        except FieldRefused as problem:
            filled = filled.refused(problem)
        except ImageRefused as problem:
            filled = filled.refused(FieldRefused(field="logo", reason=str(problem).rstrip(".")))
        except AddressRefused as problem:
            filled = filled.refused(FieldRefused(field="url", reason=str(problem).rstrip(".")))
        except TextRefused as problem:
            filled = filled.refused(FieldRefused(field="name", reason=str(problem).rstrip(".")))
    return _page(request, known, filled, 422)


def _file(typed: Typed) -> File | None:
    found = typed.get("logo")
    return File(found.filename, found.file.read()) if isinstance(found, UploadFile) and found.filename else None


def _identities(opened: Installation, code: str) -> tuple[Identity, ...]:
    return tuple(one for one in partner_identities.listed(opened) if one.code == code)


def _known(opened: Installation, code: str) -> tuple[Identity, ...]:
    found = _identities(opened, code)
    if not found:
        raise errors.NotFound
    return found


def _when(one: Identity) -> str:
    since = event_times.day(one.since)
    if one.until is None:
        return _("depuis le {since}").format(since=since)
    return _("du {since} au {until}").format(since=since, until=event_times.day(one.until))


def _page(
    request: Request, known: tuple[Identity, ...], filled: Filled[Partner], status: int = 200
) -> Response:  # fmt: skip
    logo = letter_context.IMAGE_PATH + known[0].logo if known and known[0].logo else ""
    return pages.page(
        request, "settings/partner.html", status=status, form=filled, partner=known[0] if known else None, logo=logo,
        past=[(one, _when(one)) for one in known], first_day=event_times.day(known[0].since) if known else "",
        last_day=event_times.day(known[0].until) if known and known[0].until else "",
    )  # fmt: skip
