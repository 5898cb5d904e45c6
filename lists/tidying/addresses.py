"""Addresses that an officer should check: typing errors, and boxes that several people read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy
from sqlmodel import Session, col

from lists import domain_typos
from lists.kinds import Nature, SubscriptionState
from lists.models import Contact, Organisation, Subscription

#: An address in this many organisations is not personal.
_SEVERAL = 3

GENERIC = "generic"
SEVERAL_ORGANISATIONS = "several_organisations"


@dataclass(frozen=True, slots=True)
class Slip:
    """An address whose domain looks like another."""

    address: str
    #: The domain that was probably meant.
    meant: str
    organisation: str | None

    def as_json(self) -> dict[str, Any]:
        """Return the shape that `relais readers tidy` promises."""
        return {"address": self.address, "meant": self.meant, "organisation": self.organisation}


@dataclass(frozen=True, slots=True)
class SharedBox:
    """An address that several people read."""

    address: str
    #: `generic`: its name says so; `several_organisations`: it stands in many.
    reason: str
    organisations: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the shape that `relais readers tidy` promises."""
        return {"address": self.address, "reason": self.reason, "organisations": list(self.organisations)}


def slips(session: Session, mailing_list_id: int) -> list[Slip]:
    """Return the addresses of a list whose domain looks like that of a large provider."""
    rows = _rows(session, mailing_list_id, sqlalchemy.true())
    found = [(row, domain_typos.meant(row.email.rpartition("@")[2])) for row in rows]
    return [Slip(row.email_shown, meant, row.name) for row, meant in found if meant]


def shared(session: Session, mailing_list_id: int) -> list[SharedBox]:
    """Return the addresses of a list that are not personal."""
    many = (
        sqlalchemy.select(col(Contact.address_key))
        .group_by(col(Contact.address_key))
        .having(sqlalchemy.func.count() >= _SEVERAL)
    )
    condition = sqlalchemy.or_(col(Contact.nature) == Nature.GENERIC, col(Contact.address_key).in_(many))
    boxes: dict[str, list[Any]] = {}
    for row in _rows(session, mailing_list_id, condition):
        boxes.setdefault(row.email_shown, []).append(row)
    return [
        SharedBox(address, _reason(rows), tuple(row.name for row in rows if row.name))
        for address, rows in boxes.items()
    ]


def _reason(rows: Sequence[Any]) -> str:
    return SEVERAL_ORGANISATIONS if len(rows) >= _SEVERAL else GENERIC


def _rows(session: Session, mailing_list_id: int, condition: sqlalchemy.ColumnElement[bool]) -> Sequence[Any]:
    statement = (
        sqlalchemy.select(col(Contact.email), col(Contact.email_shown), col(Contact.nature), col(Organisation.name))
        .join_from(Contact, Subscription, col(Subscription.contact_id) == col(Contact.id))
        .outerjoin(Organisation, col(Organisation.id) == col(Contact.organisation_id))
        .where(
            col(Subscription.mailing_list_id) == mailing_list_id,
            col(Subscription.state) == SubscriptionState.SUBSCRIBED,
            condition,
        )
    )
    return sorted(session.execute(statement), key=lambda row: (row.email, row.name or ""))
