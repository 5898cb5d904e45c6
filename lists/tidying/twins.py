"""People who are probably there twice: one name in one organisation, under two addresses.

Refuses to compare names by likeness: two colleagues may well be called almost the same.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import sqlalchemy as sa
from sqlmodel import Session, col

from lists.folding import fold
from lists.models import Contact, Organisation


@dataclass(frozen=True, slots=True)
class Twin:
    """One of them."""

    contact_id: int
    name: str
    email: str
    function: str
    organisation: str


def likely(session: Session) -> list[tuple[Twin, ...]]:
    """Return the groups of contacts of one organisation with one first and family name, by name."""
    first, last = col(Contact.first_name), col(Contact.last_name)
    crowded = (
        sa.select(col(Contact.organisation_id)).group_by(col(Contact.organisation_id)).having(sa.func.count() > 1)
    )  # fmt: skip
    query = (
        sa.select(col(Contact.id), first, last, col(Contact.email_shown), col(Contact.function),
                  col(Organisation.id), col(Organisation.name))
        .join(Organisation, col(Organisation.id) == col(Contact.organisation_id))
        .where(first.is_not(None), last.is_not(None), col(Contact.organisation_id).in_(crowded))
        .order_by(col(Contact.id))
    )  # fmt: skip
    groups: dict[tuple[int, str], list[Twin]] = defaultdict(list)
    for number, given, family, email, function, employer, name in session.execute(query):
        one = Twin(number, f"{given} {family}", email, function or "", name)
        groups[employer, fold(f"{family} {given}")].append(one)
    return sorted((tuple(one) for one in groups.values() if len(one) > 1), key=lambda one: fold(one[0].name))
