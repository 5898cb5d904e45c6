"""Whom a letter reached: the people behind the accepted deliveries, by kind of organisation, région and role.

A letter reached its reader if a server accepted it and did not send it back, even if it was reported as unwanted.
Régions are those of the day that the issue bears. Refuses to name anybody.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlmodel import Session, col

from campaigns.post.statements import DELIVERY
from campaigns.post.states import DeliveryState
from lists import geography
from lists.models import Contact, Organisation

#: States of a letter that a reader has.
REACHED = (DeliveryState.ACCEPTED, DeliveryState.COMPLAINED)
#: In place of a kind or a role: the contact was erased since, or belongs to no organisation.
UNKNOWN = ""


@dataclass(frozen=True)
class Share:
    """One line of a breakdown."""

    #: A kind, the name of a région, or a role; `UNKNOWN` when nothing is known.
    name: str
    organisations: int
    contacts: int


@dataclass(frozen=True)
class Reach:
    """Whom a letter reached; the contacts of each breakdown add up to `contacts`."""

    organisations: int
    contacts: int
    kinds: tuple[Share, ...]
    #: By the région of the organisation.
    regions: tuple[Share, ...]
    roles: tuple[Share, ...]


def reach(session: Session, campaign_id: int, on: date) -> Reach:
    """Count whom a campaign reached; `on` says which régions there are."""
    networks: dict[int | None, str] = dict(session.execute(_NETWORKS).all())
    rows = session.execute(
        sa.select(col(Organisation.id), col(Organisation.kind), col(Organisation.departement), col(Contact.role),
                  sa.func.count().label("many"))
        .select_from(DELIVERY)
        .outerjoin(Contact, col(Contact.id) == DELIVERY.c.contact_id)
        .outerjoin(Organisation, col(Organisation.id) == col(Contact.organisation_id))
        .where(DELIVERY.c.campaign_id == campaign_id, DELIVERY.c.state.in_(REACHED))
        .group_by(col(Organisation.id), col(Contact.role))
    ).all()  # fmt: skip
    # A regional network has no département of its own; those of its missions locales place it.
    places = {row.id: row.departement or networks.get(row.id) for row in rows}
    regions = {code: _region(code, on) for code in set(places.values())}
    return Reach(
        organisations=len({row.id for row in rows} - {None}),
        contacts=sum(row.many for row in rows),
        kinds=_shares((row.kind, row.id, row.many) for row in rows),
        regions=_shares((regions[places[row.id]], row.id, row.many) for row in rows),
        roles=_shares((row.role, row.id, row.many) for row in rows),
    )


_NETWORKS = (
    sa.select(col(Organisation.regional_network_id), sa.func.min(col(Organisation.departement)))
    .where(col(Organisation.regional_network_id).is_not(None))
    .group_by(col(Organisation.regional_network_id))
)


def _region(departement: str | None, on: date) -> str:
    known = departement in geography.departements() if departement else False
    region = geography.region_at(departement, on) if known and departement else None
    return region.name if region else UNKNOWN


def _shares(rows: Iterable[tuple[str | None, int | None, int]]) -> tuple[Share, ...]:
    """Add rows up by name, the largest first."""
    contacts: Counter[str] = Counter()
    organisations: defaultdict[str, set[int]] = defaultdict(set)
    for name, organisation, many in rows:
        contacts[name or UNKNOWN] += many
        organisations[name or UNKNOWN] |= {organisation} if organisation is not None else set()
    shares = (Share(name, len(organisations[name]), many) for name, many in contacts.items())
    return tuple(sorted(shares, key=lambda share: (-share.contacts, share.name)))
