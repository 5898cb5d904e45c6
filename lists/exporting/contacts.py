"""The people of a mailing list who may be shown, by the organisation that they work for.

Leaves empty what the import adds by itself, since no file said it: a role that follows from the function, an
origin that is the name of the file, the day of the import.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import sqlalchemy
from sqlmodel import Session, col

from lists import contact_roles
from lists.folding import fold
from lists.kinds import SubscriptionState, SuppressionReason
from lists.models import Contact, ImportRun, Organisation, Subscription
from lists.permission import suppressing
from lists.permission.scopes import EVERYTHING, Scope
from runtime import clock

#: What a server says concerns an address; a person may still correct it.
_OF_A_SERVER = SuppressionReason.BOUNCED
_LAST = 10**9

Cells = dict[str, Any]


class People:
    """The people of one mailing list, in the order in which their organisation is reached through them."""

    def __init__(self, session: Session, mailing_list_id: int, scope: Scope = EVERYTHING) -> None:
        self._session = session
        self._mailing_list_id = mailing_list_id
        #: Whose addresses may be shown.
        self.scope = scope
        #: How many were asked for and are left out.
        self.left_out = 0

    def of(self, organisations: Collection[int]) -> dict[int, list[Cells]]:
        """Return the people of each of these organisations."""
        found: dict[int, list[Cells]] = {}
        for row in self._read(col(Contact.organisation_id).in_(organisations)):
            found.setdefault(row["organisation_id"], []).append(_cells(row))
        return found

    def everybody(self) -> list[Cells]:
        """Return everybody, each with what identifies their organisation."""
        return [
            {**_cells(row), "name": row["organisation"], "siren": row["siren"], "code": row["code"]}
            for row in self._read(sqlalchemy.true())
        ]

    def _read(self, condition: sqlalchemy.ColumnElement[bool]) -> list[Mapping[str, Any]]:
        rows = self._session.execute(self._statement().where(condition)).mappings().all()
        shown = [
            row
            for row in rows
            if row["state"] == SubscriptionState.SUBSCRIBED and row["reason"] in (None, _OF_A_SERVER)
        ]
        self.left_out += len(rows) - len(shown)
        return sorted((dict(row) for row in shown), key=_order)

    def _statement(self) -> sqlalchemy.Select[Any]:
        return (
            sqlalchemy.select(
                *Contact.__table__.columns,  # type: ignore[attr-defined]
                col(Organisation.kind).label("kind"),
                col(Organisation.name).label("organisation"),
                col(Organisation.siren).label("siren"),
                col(Organisation.code).label("code"),
                col(Subscription.state).label("state"),
                col(Subscription.is_untold),
                col(ImportRun.origin).label("origin"),
                col(ImportRun.at).label("at"),
                suppressing.reason_of(col(Contact.address_key), self._mailing_list_id).label("reason"),
            )
            .join_from(Contact, Subscription, col(Subscription.contact_id) == col(Contact.id))
            .outerjoin(Organisation, col(Organisation.id) == col(Contact.organisation_id))
            .outerjoin(ImportRun, col(ImportRun.id) == col(Contact.import_id))
            .where(col(Subscription.mailing_list_id) == self._mailing_list_id)
        )


def lines(_session: Session, people: People) -> Sequence[Mapping[str, Any]]:
    """Return everybody of the list, by organisation."""
    return sorted(people.everybody(), key=lambda one: (fold(one["name"] or ""), one["siren"] or "", one["code"] or ""))


def _order(row: Mapping[str, Any]) -> tuple[Any, ...]:
    names = fold(row["last_name"] or ""), fold(row["first_name"] or "")
    return row["rank"] or _LAST, *names, row["email"], row["id"]


def _cells(row: Mapping[str, Any]) -> Cells:
    names = ("civility", "first_name", "last_name", "function", "phone", "rank")
    local = row["email"].rpartition("@")[0]
    day = clock.in_paris(row["at"]).date() if row["at"] else None
    return {
        **{name: row[name] for name in names},
        "informed_on": None if row["is_untold"] else row["informed_on"],
        "email": row["email_shown"],
        "role": _unless(contact_roles.role(row["function"], row["kind"]), row["role"]),
        "nature": _unless(contact_roles.nature(local), row["nature"]),
        "collected_from": _unless(row["origin"], row["collected_from"]),
        "collected_on": _unless(day, row["collected_on"]),
    }


def _unless(usual: Any, value: Any) -> Any:
    return None if value == usual else value
