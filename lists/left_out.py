"""Those of a list who are left out of a letter, by reason and by name: what stands behind the figures of `audiences`.

Refuses to say why in words: the layer above does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from lists import audiences
from lists.kinds import Policy
from lists.models import Contact, Organisation
from lists.segments.rules import Rule


@dataclass(frozen=True)
class Person:
    """Somebody who is left out."""

    contact_id: int
    #: Their name, or else their address.
    name: str
    #: Empty for a person without one.
    organisation: str


@dataclass(frozen=True)
class Question:
    """Of which letter people are left out."""

    mailing_list_id: int
    #: `None` is the whole list.
    rule: Rule | None = None
    policy: Policy = Policy.ALL
    special: bool = False

    @property
    def members(self) -> Any:
        """The columns of the statement behind it: `contact_id` and `why`."""
        return (
            audiences.left_out(self.mailing_list_id, self.rule, self.policy, special=self.special)
            .subquery("left_out")
            .c
        )


def first(session: Session, asked: Question, most: int) -> Mapping[str, tuple[Person, ...]]:
    """Return the first people of each reason, by name: reason -> `most` of them at most."""
    out = asked.members
    rank = sa.func.row_number().over(partition_by=out.why, order_by=_order())
    numbered = _people(out).add_columns(out.why.label("why"), rank.label("rank")).subquery().c
    rows = session.execute(
        sa.select(*numbered).where(numbered.rank <= most).order_by(numbered.why, numbered.rank)
    )  # fmt: skip
    found: dict[str, list[Person]] = defaultdict(list)
    for row in rows:
        found[row.why].append(_person(row))
    return {why: tuple(people) for why, people in found.items()}


def page(session: Session, asked: Question, why: str, many: int, skipped: int = 0) -> tuple[Person, ...]:
    """Return those who are left out for one reason, by name: `many` of them, behind the first `skipped`."""
    out = asked.members
    query = _people(out).where(out.why == why).order_by(*_order()).limit(many).offset(skipped)
    return tuple(map(_person, session.execute(query)))


def _people(out: Any) -> Any:
    selected: Any = (
        sa.select(
            col(Contact.id).label("id"),
            col(Contact.first_name),
            col(Contact.last_name),
            col(Contact.email_shown),
            col(Organisation.name).label("organisation"),
        )
        .join_from(out.contact_id.table, Contact, col(Contact.id) == out.contact_id)
        .outerjoin(Organisation, col(Organisation.id) == col(Contact.organisation_id))
    )
    return selected


def _order() -> tuple[Any, ...]:
    return col(Contact.last_name), col(Contact.first_name), col(Contact.id)


def _person(row: Any) -> Person:
    name = " ".join(filter(None, (row.first_name, row.last_name))) or row.email_shown
    return Person(row.id, name, row.organisation or "")
