"""Who became a signatory: each organisation once, for its first signature, by région and name.

Of a period (`new`), a signature counts from the first day on which it is both signed and known here: consecutive
periods count each first signature exactly once, including papers that come late and signatures dated next week. Of
those who were never told of (`untold`), what was told before decides, whatever day is written on a paper. Organisations
with one SIREN are one. Refuses to count a renewal, or a signature that was withdrawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
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

#: A paper that is entered longer than this after it was signed has come late, whatever was told meanwhile.
LATE = timedelta(days=31)


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
    #: By which it is one organisation, wherever it is entered.
    siren: str | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the shape that `relais signatories list` promises."""
        return {
            "organisation": self.organisation_id,
            "name": self.name,
            "siren": self.siren,
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


def newest(
    opened: Installation, after: date, until: date, most: int, start: date | None = None
) -> tuple[list[Signatory], int]:
    """Return as `new`, but those who signed last only, `most` at most; and how many there are in all.

    Whoever signed before the day `start` is left out.
    """
    statement = _statement(after, until)
    if start is not None:
        statement = statement.where(sqlalchemy.not_(_signed_before(start)))
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


@dataclass(frozen=True)
class Told:
    """Who is left out of a list, because another one told of them."""

    #: Statements that select the numbers of these organisations, and their SIREN, neither of them ever NULL.
    numbers: sqlalchemy.Select[Any]
    sirens: sqlalchemy.Select[Any]
    #: Whoever signed before this day was known before anything was told here; `None`: nobody.
    start: date | None = None


def untold(session: Session, told: Told, after: date | None, on: date) -> tuple[Signatory, ...]:
    """Return who stands as a signatory on a day and was not told of, each once, by région and name.

    Whoever withdrew before anybody was told of it, and signed again since, is new by that second signature. Late is who
    signed on `after` or before, or was entered a month after signing.
    """
    siren, signed, registered = col(Organisation.siren), col(Signature.signed_on), col(Signature.registered_on)
    conditions = [
        col(Organisation.id).not_in(told.numbers), sqlalchemy.or_(siren.is_(None), siren.not_in(told.sirens)),
        signed <= on, registered <= on, _stands(on),
    ]  # fmt: skip
    if told.start is not None:
        conditions.append(sqlalchemy.not_(_signed_before(told.start)))
    statement = _signatures(aliased(Organisation)).where(*conditions).order_by(signed, col(Organisation.id))
    firsts: dict[str | int, Signatory] = {}
    for row in session.execute(statement):
        one = _signatory(row, after, on)
        firsts.setdefault(one.siren or one.organisation_id, one)
    return ordered(replace(one, late=one.late or one.registered_on - one.signed_on > LATE) for one in firsts.values())


def standing(session: Session, numbers: Iterable[int], on: date) -> tuple[Signatory, ...]:
    """Return the signatures of these organisations that stand on a day, each of them, by région and name."""
    statement = _signatures(aliased(Organisation)).where(col(Organisation.id).in_(list(numbers)), _stands(on))
    return ordered(_signatory(row, None, on) for row in session.execute(statement))


def _signed_before(start: date) -> ColumnElement[bool]:
    earlier, same = aliased(Signature), aliased(Organisation)
    return sqlalchemy.exists().where(
        col(same.id) == col(earlier.organisation_id), _is_one(same), col(earlier.signed_on) < start
    )


def _statement(after: date | None, until: date) -> sqlalchemy.Select[Any]:
    referrer, counts_from = aliased(Organisation), _counts_from()
    conditions = [counts_from <= until] if after is None else [counts_from <= until, counts_from > after]
    return _signatures(referrer).where(*conditions, _stands(until), sqlalchemy.not_(_is_renewal()))


def _signatures(referrer: Any) -> sqlalchemy.Select[Any]:
    columns = ("id", "name", "commune", "departement", "siren")
    return (
        sqlalchemy.select(
            *(col(getattr(Organisation, name)) for name in columns),
            col(Signature.signed_on),
            col(Signature.registered_on),
            col(referrer.name),
        )
        .join_from(Signature, Organisation, col(Organisation.id) == col(Signature.organisation_id))
        .outerjoin(referrer, col(referrer.id) == col(Signature.referrer_id))
    )


def _counts_from() -> ColumnElement[date]:
    signed, registered = col(Signature.signed_on), col(Signature.registered_on)
    return sqlalchemy.case((signed > registered, signed), else_=registered)


def _stands(until: date) -> ColumnElement[bool]:
    withdrawn = col(Signature.withdrawn_on)
    return sqlalchemy.or_(withdrawn.is_(None), withdrawn > until)


def _is_renewal() -> ColumnElement[bool]:
    # An earlier signature counts even if it was withdrawn since: the organisation is not a newcomer.
    earlier, same = aliased(Signature), aliased(Organisation)
    days = col(earlier.signed_on), col(Signature.signed_on)
    numbers = col(earlier.organisation_id), col(Signature.organisation_id)
    return sqlalchemy.exists().where(
        col(same.id) == col(earlier.organisation_id),
        _is_one(same),
        sqlalchemy.or_(days[0] < days[1], sqlalchemy.and_(days[0] == days[1], numbers[0] < numbers[1])),
    )


def _is_one(same: Any) -> ColumnElement[bool]:
    """Return the condition that another row is this organisation: itself, or one with the same SIREN."""
    return sqlalchemy.or_(col(same.id) == col(Organisation.id), col(same.siren) == col(Organisation.siren))


def _signatory(row: Any, after: date | None, until: date) -> Signatory:
    number, name, commune, departement, siren, signed_on, registered_on, referrer = row
    return Signatory(
        siren=siren,
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


def ordered(found: Iterable[Signatory]) -> tuple[Signatory, ...]:
    """Return signatories by région and name; those without a région come last."""
    return tuple(sorted(found, key=_order))


def _order(one: Signatory) -> tuple[bool, str, str, int]:
    return one.region is None, fold(one.region.name if one.region else ""), fold(one.name), one.organisation_id


def regions(signatories: Iterable[Signatory]) -> Iterator[tuple[geography.Region | None, list[Signatory]]]:
    """Yield the signatories of each région, in the order in which they come."""
    groups: dict[str | None, list[Signatory]] = {}
    for one in signatories:
        groups.setdefault(one.region.code if one.region else None, []).append(one)
    return ((group[0].region, group) for group in groups.values())
