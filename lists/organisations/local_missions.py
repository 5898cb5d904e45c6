"""The missions locales that readers may turn to: where they are, and which départements they serve.

`geography` decides which one is nearest.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

import sqlalchemy
from sqlmodel import Session, col

from lists.kinds import OrganisationKind
from lists.models import Organisation, ServedDepartement

_POSTCODE = re.compile(r"[0-9]{5}")


@dataclass(frozen=True, slots=True)
class LocalMission:
    """What a letter says about the mission locale near its reader."""

    #: Code in the network's directory, else a number that never changes.
    code: str
    name: str
    address: str | None
    postcode: str | None
    commune: str | None
    phone: str | None
    website: str | None


def near(session: Session, on: date) -> dict[str, tuple[LocalMission, ...]]:
    """Return the missions locales that are active on a day, by code of each département that they serve.

    Those that are in the département come first.
    """
    rows = session.execute(
        sqlalchemy.select(
            col(Organisation.id),
            col(Organisation.departement),
            sqlalchemy.func.coalesce(col(Organisation.code), sqlalchemy.cast(col(Organisation.id), sqlalchemy.String)),
            col(Organisation.name),
            col(Organisation.address),
            col(Organisation.postcode),
            col(Organisation.commune),
            col(Organisation.phone),
            col(Organisation.website),
        )
        .where(
            col(Organisation.kind) == OrganisationKind.LOCAL_MISSION,
            col(Organisation.departement).is_not(None),
            sqlalchemy.func.coalesce(col(Organisation.active_from), on) <= on,
            sqlalchemy.func.coalesce(col(Organisation.active_until), on) >= on,
        )
        .order_by(col(Organisation.id))
    )
    missions: dict[int, LocalMission] = {}
    found: dict[str, tuple[LocalMission, ...]] = {}
    for number, departement, *values in rows:
        missions[number] = LocalMission(*values)
        found[departement] = (*found.get(departement, ()), missions[number])
    served = sqlalchemy.select(col(ServedDepartement.organisation_id), col(ServedDepartement.departement))
    for number, departement in session.execute(served.order_by(col(ServedDepartement.organisation_id))):
        if number in missions:
            found[departement] = (*found.get(departement, ()), missions[number])
    return found
