"""The addresses that may not be written to, as an officer reads them: why, since when, on what evidence.

Of each only a keyed hash is kept; its owner is named as long as somebody with this address is known.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Session, col

from lists import contact_lookup
from lists.kinds import SuppressionReason
from lists.models import Contact, MailingList, Suppression
from lists.permission.scopes import EVERYTHING, Scope
from runtime.installation import Installation

#: How many stand on a page.
PAGE = 50


@dataclass(frozen=True, slots=True)
class Stopped:
    """One address, on one list or on all."""

    reason: SuppressionReason
    since: datetime
    evidence: str
    #: The name of the list; `None`: every list.
    list: str | None
    #: Somebody with this address; `None` when nobody is known any more.
    contact_id: int | None
    #: Their name, else the address; empty when nobody is known any more.
    name: str


@dataclass(frozen=True)
class Listing:
    """A page of them, the newest first."""

    lines: tuple[Stopped, ...]
    found: int
    page: int
    pages: int


def listed(
    opened: Installation, reason: SuppressionReason | None = None, page: int = 1, *, address: str = "",
    scope: Scope = EVERYTHING,
) -> Listing:  # fmt: skip
    """Return a page; with `address` those of one address only, in any spelling.

    Raises:
        errors.AddressRefused.
    """
    wanted = [scope.lists(col(Suppression.mailing_list_id))]
    if reason is not None:
        wanted.append(col(Suppression.reason) == reason.value)
    if address:
        wanted.append(col(Suppression.address_key) == contact_lookup.key_of(opened.keyring, address))
    with opened.database.reading() as session:
        many = session.execute(sa.select(sa.func.count(col(Suppression.id))).where(*wanted)).scalar_one()
        pages = max(1, -(-many // PAGE))
        page = min(max(1, page), pages)
        return Listing(_lines(session, wanted, scope, page), many, page, pages)


def _lines(
    session: Session, wanted: list[sa.ColumnElement[bool]], scope: Scope, page: int
) -> tuple[Stopped, ...]:  # fmt: skip
    owner = (
        sa.select(sa.func.min(col(Contact.id)))
        .where(col(Contact.address_key) == col(Suppression.address_key), scope.contacts())
        .correlate(Suppression)
        .scalar_subquery()
    )
    query = (
        sa.select(col(Suppression.reason), col(Suppression.since), col(Suppression.evidence), col(MailingList.name),
                  col(Contact.id), col(Contact.first_name), col(Contact.last_name), col(Contact.email_shown))
        .outerjoin(MailingList, col(MailingList.id) == col(Suppression.mailing_list_id))
        .outerjoin(Contact, col(Contact.id) == owner)
        .where(*wanted)
        .order_by(col(Suppression.since).desc(), col(Suppression.id).desc())
        .limit(PAGE)
        .offset(PAGE * (page - 1))
    )  # fmt: skip
    return tuple(
        Stopped(
            SuppressionReason(row[0]), row[1], row[2], row[3], row[4], " ".join(filter(None, row[5:7])) or row[7] or ""
        )
        for row in session.execute(query)
    )
