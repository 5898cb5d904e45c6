"""« Les messageries »: at which rhythm letters leave for each provider, changed or as Relais advises."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Request, Response
from pydantic import BeforeValidator, Field

from accounts.roles import Role
from campaigns.acting import provider_treatment
from campaigns.acting.provider_treatment import MOST, MOST_PER_SECOND, Change, Treatment
from mailer import pacing
from mailer.pacing import ProviderLimits
from runtime.installation import Installation
from runtime.language import _, ngettext
from web import errors
from web.console import forms, pages, visitors
from web.console.forms import Filled, Typed
from web.console.visitors import Administers
from web.dependencies import Opened

router = APIRouter()
_PATH = "/reglages/messageries"
_ONE = f"{_PATH}/{{name}}"
_FIELDS = ("connections", "letters", "per_second")


def _decimal(typed: object) -> object:
    return typed.replace(",", ".") if isinstance(typed, str) else typed


class Limits(forms.Model):
    """What a provider bears; 0, which is what an empty field says, is no limit."""

    connections: Annotated[int, Field(ge=0, le=MOST)] = 0
    letters: Annotated[int, Field(ge=0, le=MOST)] = 0
    per_second: Annotated[float, BeforeValidator(_decimal), Field(ge=0, le=MOST_PER_SECOND, allow_inf_nan=False)] = 0


@router.get(_PATH)
def show(request: Request, visitor: Administers, opened: Opened) -> Response:
    """Show every provider and its rhythm."""
    visitors.require_everywhere(request, visitor, Role.ADMINISTER)
    found = [(one, said(_limits(one))) for one in provider_treatment.listed(opened)]
    return pages.page(request, "settings/providers.html", providers=found)


@router.get(_ONE)
def edit(request: Request, visitor: Administers, opened: Opened, name: str) -> Response:
    """Show one provider."""
    visitors.require_everywhere(request, visitor, Role.ADMINISTER)
    one = _named(opened, name)
    values = {field: f"{getattr(one, field) or '':}".replace(".0", "").replace(".", ",") for field in _FIELDS}
    return _page(request, one, Filled(values, {}, None))


@router.post(_ONE)
def save(request: Request, visitor: Administers, opened: Opened, typed: Typed, name: str) -> Response:
    """Keep the limits, from the next letter on."""
    visitors.require_everywhere(request, visitor, Role.ADMINISTER)
    one, filled = _named(opened, name), forms.read(Limits, forms.without_empty(typed, *_FIELDS))
    if filled.model is None:
        return _page(request, one, filled, 422)
    asked = filled.model.model_dump(include={"per_second"} if name == pacing.ALL else None)
    changed = provider_treatment.change(opened, name, Change(**asked), visitor.actor)
    return _done(request, changed)


@router.post(f"{_ONE}/conseil")
def advise(request: Request, visitor: Administers, opened: Opened, name: str) -> Response:
    """Go back to what Relais advises."""
    visitors.require_everywhere(request, visitor, Role.ADMINISTER)
    _named(opened, name)
    return _done(request, provider_treatment.advise(opened, name, visitor.actor))


def said(limits: ProviderLimits) -> str:
    """Return a rhythm in words: « 2 connexions à la fois, 100 lettres par connexion »."""
    words = []
    if limits.connections is not None:
        many = ngettext("{n} connexion à la fois", "{n} connexions à la fois", limits.connections)
        words.append(many.format(n=limits.connections))
    if limits.letters is not None:
        many = ngettext("{n} lettre par connexion", "{n} lettres par connexion", limits.letters)
        words.append(many.format(n=limits.letters))
    if limits.per_second is not None:
        words.append(_("{rate} par seconde").format(rate=f"{limits.per_second:g}".replace(".", ",")))
    return ", ".join(words) or _("sans limite")


def _limits(one: Treatment) -> ProviderLimits:
    return ProviderLimits(one.connections, one.letters, one.per_second)


def _named(opened: Installation, name: str) -> Treatment:
    found = next((one for one in provider_treatment.listed(opened) if one.name == name), None)
    if found is None:
        raise errors.NotFound
    return found


def _done(request: Request, one: Treatment) -> Response:
    sentence = _("{title} : {rhythm}, dès la prochaine lettre.")
    return pages.then(request, _PATH, sentence.format(title=one.title, rhythm=said(_limits(one))))


def _page(request: Request, one: Treatment, filled: Filled[Limits], status: int = 200) -> Response:
    return pages.page(
        request, "settings/provider.html", status=status, one=one, form=filled, is_all=one.name == pacing.ALL,
        advised=said(one.advised) if one.advised is not None else "",
    )  # fmt: skip
