"""« Les durées de conservation »: each term in words, between its bounds, and who sees to it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Request, Response
from pydantic import Field

from accounts.roles import Role
from campaigns.acting.retention import all_terms
from campaigns.acting.retention.all_terms import Kept
from lists.errors import TermRefused, TermUnknown
from lists.retention import terms
from lists.retention.terms import Keeper, Term
from runtime.errors import FieldRefused
from runtime.installation import Installation
from runtime.language import _
from web import errors
from web.console import forms, pages, visitors
from web.console.forms import Filled, Typed
from web.console.visitors import Administers
from web.dependencies import Opened

router = APIRouter()
_PATH = "/reglages/conservation"
_ONE = f"{_PATH}/{{name}}"
#: The fields of the lists that may have their own term: `liste-0`, in the order of their names on the page.
_LIST = "liste-"


class Duration(forms.Model):
    """A term, in its unit."""

    value: Annotated[int, Field(ge=1, le=10_000)]


@router.get(_PATH)
def show(request: Request, visitor: Administers, opened: Opened) -> Response:
    """Show every term."""
    visitors.require_everywhere(request, visitor, Role.ADMINISTER)
    kept = [(one, bounds(one.term)) for one in all_terms.listed(opened)]
    return pages.page(request, "settings/retention.html", kept=kept)


@router.get(_ONE)
def edit(request: Request, visitor: Administers, opened: Opened, name: str) -> Response:
    """Show one term that may be changed."""
    visitors.require_everywhere(request, visitor, Role.ADMINISTER)
    kept = _changeable(opened, name)
    own = {f"{_LIST}{at}": kept.by_list.get(one, "") for at, one in enumerate(all_terms.lists_of(opened, kept.term))}
    return _page(request, opened, kept, Filled({"value": kept.value} | own, {}, None))


@router.post(_ONE)
def save(request: Request, visitor: Administers, opened: Opened, typed: Typed, name: str) -> Response:
    """Keep it, or show again what was typed and between what it must lie."""
    visitors.require_everywhere(request, visitor, Role.ADMINISTER)
    kept, filled = _changeable(opened, name), forms.read(Duration, typed)
    own = _own(opened, kept.term, typed)
    filled = Filled(
        {**filled.values} | {field: text for field, (_name, text) in own.items()}, filled.errors, filled.model
    )
    wrong = {field: _("Un nombre est attendu.") for field, (_name, text) in own.items() if text and not _is(text)}
    if filled.model is not None and not wrong:
        apart = {name: int(text) if text else None for name, text in own.values()}
        try:
            all_terms.settle(opened, name, filled.model.value, apart, visitor.actor)
            sentence = _("{title} : {term}.").format(title=_(kept.term.title), term=all_terms.show(opened, name).said)
            return pages.then(request, _PATH, sentence)
        except TermRefused as problem:
            filled = filled.refused(FieldRefused(field="value", reason=problem.reason))
    return _page(request, opened, kept, Filled(filled.values, {**filled.errors, **wrong}, None), 422)


def bounds(term: Term) -> str:
    """Return between what a term may be set, or why it may not be."""
    if term.keeper is Keeper.ADMINISTRATOR:
        return _("Cela dépend du serveur : la personne qui l’administre y veille.")
    if term.least == term.most:
        return _("La même pour tous : elle ne se change pas.")
    least, most = terms.said(term.unit, term.least), terms.said(term.unit, term.most)
    return _("De {least} à {most} ; {default} conseillés.").format(
        least=least, most=most, default=terms.said(term.unit, term.default)
    )


def _changeable(opened: Installation, name: str) -> Kept:
    try:
        kept = all_terms.show(opened, name)
    except TermUnknown:
        raise errors.NotFound from None
    if not kept.is_changeable:
        raise errors.NotFound
    return kept


def _own(opened: Installation, term: Term, typed: Typed) -> dict[str, tuple[str, str]]:
    """Return the fields of single lists: the name of the list, and what was typed."""
    names = all_terms.lists_of(opened, term)
    return {f"{_LIST}{at}": (one, str(typed.get(f"{_LIST}{at}", "")).strip()[:6]) for at, one in enumerate(names)}


def _is(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _page(request: Request, opened: Installation, kept: Kept, filled: Filled[Duration], status: int = 200) -> Response:
    own = [(f"{_LIST}{at}", one) for at, one in enumerate(all_terms.lists_of(opened, kept.term))]
    return pages.page(
        request, "settings/term.html", status=status, kept=kept, form=filled, own=own, bounds=bounds(kept.term),
        unit=_("mois") if kept.term.unit is terms.Unit.MONTHS else _("jours"), title=_(kept.term.title),
    )  # fmt: skip
