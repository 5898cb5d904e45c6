"""Current relationships: a person who is part of one is never erased for their silence.

A company whose signature is in force, a mission locale or a network that is a member, a partner. The layer above knows
who is designated by the convention, and passes it in.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy import ColumnElement
from sqlmodel import col

from lists.kinds import OrganisationKind
from lists.models import Contact, Organisation, Signature

_MEMBERS = tuple(kind.value for kind in OrganisationKind if kind is not OrganisationKind.COMPANY)


@dataclass(frozen=True)
class Ties:
    """What the layer above knows of current relationships."""

    #: `suppressing.address_key` of those who are designated.
    designated: frozenset[bytes] = frozenset()


def clause(today: date, ties: Ties) -> ColumnElement[bool]:
    """Return a condition over `Contact`: the contact is part of a current relationship; never NULL."""
    mine = col(Contact.organisation_id)
    signed = sa.select(col(Signature.organisation_id)).where(
        col(Signature.signed_on) <= today,
        sa.or_(col(Signature.withdrawn_on).is_(None), col(Signature.withdrawn_on) > today),
    )
    living = sa.select(col(Organisation.id)).where(
        sa.or_(col(Organisation.active_until).is_(None), col(Organisation.active_until) >= today),
        sa.or_(col(Organisation.kind).in_(_MEMBERS), col(Organisation.id).in_(signed)),
    )
    tied = sa.and_(mine.is_not(None), mine.in_(living))
    return sa.or_(tied, col(Contact.address_key).in_(sorted(ties.designated))) if ties.designated else tied
