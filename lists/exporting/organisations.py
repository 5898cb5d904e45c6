"""Organisations as lines: one per contact, and as many more as it takes to list every signature."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import sqlalchemy
from sqlmodel import Session, col

from lists.exporting.contacts import People
from lists.folding import fold
from lists.kinds import OrganisationKind
from lists.models import ImportRun, Organisation, ServedDepartement, Signature
from runtime import clock

_BATCH = 500

Cells = Mapping[str, Any]


def lines(session: Session, kind: OrganisationKind, people: People) -> Iterator[Cells]:
    """Yield the lines of every organisation of a kind, sorted by name, then by number."""
    numbers = [row.id for row in sorted(session.execute(_keys(kind)), key=_order)]
    names = _names(session)
    for start in range(0, len(numbers), _BATCH):
        yield from _batch(session, _read(session, numbers[start : start + _BATCH]), names, people)


def _keys(kind: OrganisationKind) -> sqlalchemy.Select[Any]:
    """Select what organisations are sorted by; their rows are read later, batch by batch."""
    columns: list[Any] = [
        col(getattr(Organisation, name)) for name in ("id", "name", "siren", "siret", "code", "postcode")
    ]
    return sqlalchemy.select(*columns).where(col(Organisation.kind) == kind)


def _read(session: Session, numbers: Sequence[int]) -> list[dict[str, Any]]:
    table = Organisation.__table__  # type: ignore[attr-defined]
    found = session.execute(sqlalchemy.select(table).where(table.c.id.in_(numbers))).mappings()
    rows = {row["id"]: dict(row) for row in found}
    return [rows[number] for number in numbers]


def _order(row: sqlalchemy.Row[Any]) -> tuple[Any, ...]:
    return fold(row.name), *(said or "" for said in (row.siren, row.siret, row.code, row.postcode)), row.id


def _names(session: Session) -> dict[int | None, tuple[str | None, str]]:
    """Return code and name of every network and mission locale."""
    kinds = (OrganisationKind.REGIONAL_NETWORK.value, OrganisationKind.LOCAL_MISSION.value)
    columns = col(Organisation.id), col(Organisation.code), col(Organisation.name)
    statement = sqlalchemy.select(*columns).where(col(Organisation.kind).in_(kinds))
    return {number: (code, name) for number, code, name in session.execute(statement)}


def _batch(
    session: Session, rows: list[dict[str, Any]], names: Mapping[int | None, tuple[str | None, str]], people: People
) -> Iterator[Cells]:
    numbers = [row["id"] for row in rows]
    staff = people.of(numbers)
    signatures = _signatures(session, numbers, names)
    served = _served(session, numbers)
    for row in rows:
        place = {
            **row,
            "organisation_phone": row["phone"],
            "network": names.get(row["regional_network_id"], (None, None))[1],
            "served": ", ".join(served.get(row["id"], ())),
        }
        del place["phone"]
        contacts, signed = staff.get(row["id"], []), signatures.get(row["id"], [])
        for rank in range(max(len(contacts), len(signed), 1)):
            # A signature is repeated on the lines without one of their own: it belongs to the company.
            signature = signed[min(rank, len(signed) - 1)] if signed else {}
            yield {**place, **signature, **(contacts[rank] if rank < len(contacts) else {})}


def _signatures(
    session: Session, numbers: Sequence[int], names: Mapping[int | None, tuple[str | None, str]]
) -> dict[int, list[Cells]]:
    found: dict[int, list[Cells]] = {}
    statement = (
        sqlalchemy.select(Signature, col(ImportRun.at))
        .outerjoin(ImportRun, col(ImportRun.id) == col(Signature.import_id))
        .where(col(Signature.organisation_id).in_(numbers))
        .order_by(col(Signature.signed_on))
    )
    for one, at in session.execute(statement):
        code, name = names.get(one.referrer_id, (None, ""))
        # The day of the import is what an import sets by itself.
        usual = at is not None and clock.in_paris(at).date() == one.registered_on
        found.setdefault(one.organisation_id, []).append(
            {
                "signed_on": one.signed_on,
                "registered_on": None if usual else one.registered_on,
                "withdrawn_on": one.withdrawn_on,
                "referrer": code or name,
            }
        )
    return found


def _served(session: Session, numbers: Sequence[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    number, code = col(ServedDepartement.organisation_id), col(ServedDepartement.departement)
    for mission, departement in session.execute(sqlalchemy.select(number, code).where(number.in_(numbers))):
        found.setdefault(mission, []).append(departement)
    return {mission: sorted(codes) for mission, codes in found.items()}
