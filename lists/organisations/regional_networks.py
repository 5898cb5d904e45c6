"""The regional networks that readers may turn to where no mission locale is known: one for each département.

A network is where its missions locales are, and in the whole of their régions. Where two share a région, the one that
has more missions locales there answers.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

import sqlalchemy
from sqlmodel import Session, col, select

from lists import geography
from lists.kinds import OrganisationKind
from lists.models import Organisation


@dataclass(frozen=True, slots=True)
class RegionalNetwork:
    """What a letter says about the network of its reader's région."""

    name: str
    phone: str | None
    website: str | None


def near(session: Session, on: date) -> dict[str, RegionalNetwork]:
    """Return the network that is active on a day, by code of each département where there is one."""
    places = _places(session, on)
    found: dict[str, RegionalNetwork] = {}
    most: Counter[str] = Counter()
    for row in _active(session, on):
        network = RegionalNetwork(row.name, row.phone, row.website)
        own = places.get(row.id or 0, Counter()) or Counter(filter(None, [row.departement]))
        for departement, many in _spread(own, on).items():
            if many > most[departement]:
                most[departement], found[departement] = many, network
    return found


def _active(session: Session, on: date) -> list[Organisation]:
    rows = session.exec(
        select(Organisation)
        .where(
            Organisation.kind == OrganisationKind.REGIONAL_NETWORK.value,
            sqlalchemy.func.coalesce(col(Organisation.active_from), on) <= on,
            sqlalchemy.func.coalesce(col(Organisation.active_until), on) >= on,
        )
        .order_by(col(Organisation.id))
    )
    return list(rows)


def _places(session: Session, on: date) -> dict[int, Counter[str]]:
    """Return how many active missions locales each network has in each département."""
    counted = session.exec(
        select(Organisation.regional_network_id, Organisation.departement, sqlalchemy.func.count())
        .where(
            Organisation.kind == OrganisationKind.LOCAL_MISSION.value,
            col(Organisation.regional_network_id).is_not(None),
            col(Organisation.departement).is_not(None),
            sqlalchemy.func.coalesce(col(Organisation.active_from), on) <= on,
            sqlalchemy.func.coalesce(col(Organisation.active_until), on) >= on,
        )
        .group_by(col(Organisation.regional_network_id), col(Organisation.departement))
    )
    found: dict[int, Counter[str]] = {}
    for network, departement, many in counted:
        found.setdefault(network or 0, Counter())[departement or ""] += many
    return found


def _spread(own: Counter[str], on: date) -> Counter[str]:
    """Return a weight for each département of the régions of these: what is there itself weighs most."""
    spread: Counter[str] = Counter()
    for departement, many in own.items():
        region = geography.region_at(departement, on)
        for each in region.departements if region else (departement,):
            spread[each] += many
        spread[departement] += many * 1_000
    return spread
