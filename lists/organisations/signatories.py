"""Who became a signatory in a period: each organisation once, for its first signature, by région and name.

A signature counts from the first day on which it is both signed and known here. So consecutive periods count each
first signature exactly once, including papers that come late and signatures dated next week. Refuses to count a
renewal, or a signature that was withdrawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy
from sqlalchemy import ColumnElement
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from lists import geography
from lists.folding import fold
from lists.models import Organisation, Signature
from runtime import clock
from runtime.installation import Installation


@dataclass(frozen=True, slots=True)
class Signatory:
    """One organisation that signed for the first time."""

    organisation_id: int
    name: str
    commune: str | None
    #: Code of the département.
    departement: str | None
    signed_on: date
    registered_on: date
    #: Whether it was signed in an earlier period and became known in this one.
    late: bool
    #: The mission locale that brought it to sign.
    referrer: str | None
    #: Of the last day of the period.
    region: geography.Region | None

    def as_json(self) -> dict[str, Any]:
        """Return the shape that `relais signatories list` promises."""
        return {
            "organisation": self.organisation_id,
            "name": self.name,
            "commune": self.commune,
            "departement": self.departement,
            "region": self.region.name if self.region else None,
            "signed_on": self.signed_on.isoformat(),
            "registered_on": self.registered_on.isoformat(),
            "late": self.late,
            "referrer": self.referrer,
        }

    @property
    def locative(self) -> str | None:
        """The département with its preposition: « en Gironde », « à La Réunion »."""
        place = geography.departements().get(self.departement or "")
        return place.locative if place else None


def newest(opened: Installation, after: date, until: date, most: int) -> tuple[list[Signatory], int]:
    """Return as `new`, but those who signed last only, `most` at most; and how many there are in all."""
    statement = _statement(after, until)
    last = statement.order_by(col(Signature.signed_on).desc(), col(Organisation.id).desc()).limit(most)
    with opened.database.reading() as session:
        found = [_signatory(row, after, until) for row in session.execute(last)]
        counted = sqlalchemy.select(sqlalchemy.func.count()).select_from(statement.subquery())
        total = len(found) if len(found) < most else session.execute(counted).scalar_one()
    return sorted(found, key=_order), total


def listed(opened: Installation, after: date | None, until: date | None) -> tuple[Signatory, ...]:
    """Return who became a signatory after a day (`None`: ever) and until another (`None`: today); see `new`."""
    with opened.database.reading() as session:
        return tuple(new(session, after, until or clock.today(opened.clock)))


def new(session: Session, after: date | None, until: date) -> list[Signatory]:
    """Return who became a signatory after a day (`None`: ever) and until another, by région and name.

    Signatories without a région come last.
    """
    found = [_signatory(row, after, until) for row in session.execute(_statement(after, until))]
    return sorted(found, key=_order)


def _statement(after: date | None, until: date) -> sqlalchemy.Select[Any]:
    referrer = aliased(Organisation)
    counts_from = _counts_from()
    conditions = [counts_from <= until] if after is None else [counts_from <= until, counts_from > after]
    columns = ("id", "name", "commune", "departement")
    return (
        sqlalchemy.select(
            *(col(getattr(Organisation, name)) for name in columns),
            col(Signature.signed_on),
            col(Signature.registered_on),
            col(referrer.name),
        )
        .join_from(Signature, Organisation, col(Organisation.id) == col(Signature.organisation_id))
        .outerjoin(referrer, col(referrer.id) == col(Signature.referrer_id))
        .where(*conditions, _stands(until), sqlalchemy.not_(_is_renewal()))
    )


def _counts_from() -> ColumnElement[date]:
    signed, registered = col(Signature.signed_on), col(Signature.registered_on)
    return sqlalchemy.case((signed > registered, signed), else_=registered)


def _stands(until: date) -> ColumnElement[bool]:
    withdrawn = col(Signature.withdrawn_on)
    return sqlalchemy.or_(withdrawn.is_(None), withdrawn > until)


def _is_renewal() -> ColumnElement[bool]:
    # An earlier signature counts even if it was withdrawn since: the organisation is not a newcomer.
    earlier = aliased(Signature)
    return sqlalchemy.exists().where(
        col(earlier.organisation_id) == col(Signature.organisation_id),
        col(earlier.signed_on) < col(Signature.signed_on),
    )


def _signatory(row: Any, after: date | None, until: date) -> Signatory:
    number, name, commune, departement, signed_on, registered_on, referrer = row
    return Signatory(
        organisation_id=number,
        name=name,
        commune=commune,
        departement=departement,
        signed_on=signed_on,
        registered_on=registered_on,
        late=after is not None and signed_on <= after,
        referrer=referrer,
        region=geography.region_at(departement, until) if departement else None,
    )


def _order(one: Signatory) -> tuple[bool, str, str, int]:
    return one.region is None, fold(one.region.name if one.region else ""), fold(one.name), one.organisation_id


def regions(signatories: Iterable[Signatory]) -> Iterator[tuple[geography.Region | None, list[Signatory]]]:
    """Yield the signatories of each région, in the order in which they come."""
    groups: dict[str | None, list[Signatory]] = {}
    for one in signatories:
        groups.setdefault(one.region.code if one.region else None, []).append(one)
    return ((group[0].region, group) for group in groups.values())
