"""The organisations that are known, as an officer looks them up: by the words of their name, by kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from lists import folded_search
from lists.folding import fold
from lists.models import Contact, Organisation
from lists.permission.scopes import EVERYTHING, Scope
from lists.tidying.organisation_summaries import COLUMNS, OrganisationSummary
from runtime.installation import Installation

#: How many stand on a page.
PAGE = 50


@dataclass(frozen=True, slots=True)
class Line:
    """One organisation in the list."""

    place: OrganisationSummary
    #: How many people of it are known.
    people: int


@dataclass(frozen=True)
class Listing:
    """A page of the list, by name."""

    lines: tuple[Line, ...]
    found: int
    #: From 1, and how many pages there are, 1 at least.
    page: int
    pages: int


def listed(opened: Installation, words: str = "", kind: str = "", page: int = 1, scope: Scope = EVERYTHING) -> Listing:
    """Return a page of the organisations whose name holds every word, or whose SIREN it is."""
    with opened.database.reading() as session:
        found = _found(session, words, kind, scope)
        pages = max(1, -(-len(found) // PAGE))
        page = min(max(1, page), pages)
        shown = found[PAGE * (page - 1) : PAGE * page]
        many = _people(session, [one.id for one in shown], scope)
    return Listing(tuple(Line(one, many.get(one.id, 0)) for one in shown), len(found), page, pages)


def _found(session: Session, words: str, kind: str, scope: Scope) -> list[OrganisationSummary]:
    query: Any = sa.select(*COLUMNS)
    if words.strip():
        looked = folded_search.likely([Organisation.name, Organisation.commune], words)
        query = query.where(sa.or_(looked, col(Organisation.siren) == _number(words)))
    if kind:
        query = query.where(col(Organisation.kind) == kind)
    if scope.mailing_list_ids is not None:
        mine = sa.select(col(Contact.organisation_id)).where(scope.contacts())
        query = query.where(col(Organisation.id).in_(mine))
    found = [OrganisationSummary(*row) for row in session.execute(query)]
    if words.strip():
        siren = _number(words)
        found = [one for one in found if one.siren == siren or folded_search.holds(words, (one.name, one.commune))]
    return sorted(found, key=lambda one: one.order)


def _number(words: str) -> str:
    """Return the digits of « 123 456 789 »; what is no number is none that anybody has."""
    return fold(words).replace(" ", "")


def _people(session: Session, numbers: list[int], scope: Scope) -> dict[int, int]:
    employer = col(Contact.organisation_id)
    query = sa.select(employer, sa.func.count()).where(employer.in_(numbers), scope.contacts()).group_by(employer)
    return {row[0]: row[1] for row in session.execute(query)}
