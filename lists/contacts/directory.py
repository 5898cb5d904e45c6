"""Everybody who is known, as an officer looks them up: by words, by kind of organisation, by whether they receive.

Owns the order of the list and its pages. Refuses to show anybody out of the scope of who asks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from lists.contacts import standings, word_index
from lists.contacts.standings import Stand, Standing
from lists.contacts.word_index import ContactWords
from lists.models import Contact, Organisation, Subscription
from lists.permission.scopes import EVERYTHING, Scope
from runtime.installation import Installation

#: How many stand on a page.
PAGE = 50
#: The kind of those who belong to no organisation.
ALONE = "alone"


@dataclass(frozen=True)
class Search:
    """What is looked for; empty fields ask for nothing."""

    #: Words of a name, an address or an organisation.
    words: str = ""
    #: One of `kinds.OrganisationKind`, or `ALONE`.
    kind: str = ""
    stand: Stand | None = None
    page: int = 1


@dataclass(frozen=True, slots=True)
class Line:
    """One contact in the list."""

    id: int
    #: « Zoé Dupont »; empty when nobody knows it.
    name: str
    email: str
    function: str
    organisation_id: int | None
    organisation: str
    standing: Standing


@dataclass(frozen=True)
class Listing:
    """A page of the list."""

    lines: tuple[Line, ...]
    #: How many match words and kind, by whether they receive.
    counts: Mapping[Stand, int]
    #: How many match all that was asked.
    found: int
    #: From 1, and how many pages there are, 1 at least.
    page: int
    pages: int

    @property
    def total(self) -> int:
        """How many match words and kind."""
        return sum(self.counts.values())


def listed(opened: Installation, search: Search, mailing_list_id: int, scope: Scope = EVERYTHING) -> Listing:
    """Return a page of the people who match, by name, each with where they stand on one mailing list."""
    word_index.refresh(opened)
    with opened.database.reading() as session:
        counts = _counts(session, search, mailing_list_id, scope)
        many = counts[search.stand] if search.stand else sum(counts.values())
        pages = max(1, -(-many // PAGE))
        page = min(max(1, search.page), pages)
        wanted = _wanted(sa.select(col(Contact.id)), search, mailing_list_id, scope, is_sorted=True)
        if search.stand is not None:
            wanted = wanted.where(standings.is_(search.stand, mailing_list_id))
        ordered = wanted.order_by(col(ContactWords.called), col(ContactWords.contact_id))
        numbers = list(session.scalars(ordered.limit(PAGE).offset(PAGE * (page - 1))))
        lines = _lines(session, numbers, mailing_list_id)
    return Listing(lines, counts, many, page, pages)


def members(
    opened: Installation, organisation_id: int, mailing_list_id: int, scope: Scope = EVERYTHING
) -> tuple[Line, ...]:
    """Return the people of one organisation, by name, each with where they stand on one mailing list."""
    word_index.refresh(opened)
    with opened.database.reading() as session:
        query = (
            sa.select(col(ContactWords.contact_id))
            .join(Contact, col(Contact.id) == col(ContactWords.contact_id))
            .where(col(Contact.organisation_id) == organisation_id, scope.contacts())
            .order_by(col(ContactWords.called), col(ContactWords.contact_id))
        )
        return _lines(session, list(session.scalars(query)), mailing_list_id)


def _counts(session: Session, search: Search, mailing_list_id: int, scope: Scope) -> dict[Stand, int]:
    stand = standings.stand(mailing_list_id)
    matching = _wanted(sa.select(stand, sa.func.count()), search, mailing_list_id, scope)
    counted = session.execute(matching.group_by(stand))
    return dict.fromkeys(Stand, 0) | {Stand(key): many for key, many in counted}


def _wanted(query: Any, search: Search, mailing_list_id: int, scope: Scope, *, is_sorted: bool = False) -> Any:
    """Return a statement over those who match words and kind."""
    here = (col(Subscription.contact_id) == col(Contact.id)) & (col(Subscription.mailing_list_id) == mailing_list_id)
    query = query.select_from(Contact).outerjoin(Subscription, here).where(scope.contacts())
    if is_sorted or search.words.strip():  # a count needs no names
        query = query.join(ContactWords, col(ContactWords.contact_id) == col(Contact.id))
    if search.words.strip():
        query = query.where(word_index.holds(search.words))
    if search.kind == ALONE:
        query = query.where(col(Contact.organisation_id).is_(None))
    elif search.kind:
        kin = sa.select(col(Organisation.id)).where(col(Organisation.kind) == search.kind)
        query = query.where(col(Contact.organisation_id).in_(kin))
    return query


def _lines(session: Session, numbers: Sequence[int], mailing_list_id: int) -> tuple[Line, ...]:
    """Return contacts as they stand in the list, in this order."""
    query = (
        sa.select(col(Contact.id), col(Contact.first_name), col(Contact.last_name), col(Contact.email_shown),
                  col(Contact.function), col(Organisation.id), col(Organisation.name))
        .outerjoin(Organisation, col(Organisation.id) == col(Contact.organisation_id))
        .where(col(Contact.id).in_(numbers))
    )  # fmt: skip
    rows = {row[0]: row for row in session.execute(query)}
    stands = standings.of(session, numbers, mailing_list_id)
    return tuple(
        Line(one, " ".join(filter(None, rows[one][1:3])), rows[one][3], rows[one][4] or "", rows[one][5],
             rows[one][6] or "", stands[one])
        for one in numbers
    )  # fmt: skip
