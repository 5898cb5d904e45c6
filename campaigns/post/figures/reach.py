"""Whom a letter reached: the people behind the accepted deliveries, by kind of organisation, région and role.

All of this is as it was on the day of the launch: what is undone, corrected or erased since changes nothing.
A letter reached its reader if a server accepted it and did not send it back, even if it was reported as unwanted.
Régions are those of the day that the issue bears. Refuses to name anybody.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from campaigns.post import launch_records
from lists import geography

#: In place of a kind or a role: nothing is known, or there is no organisation.
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
    groups = launch_records.reached(session, campaign_id)
    regions = {code: region_of(code, on) for code in {group.placed_in for group in groups}}
    return Reach(
        organisations=len({group.organisation for group in groups} - {None}),
        contacts=sum(group.many for group in groups),
        kinds=_shares((group.kind, group.organisation, group.many) for group in groups),
        regions=_shares((regions[group.placed_in], group.organisation, group.many) for group in groups),
        roles=_shares((group.role, group.organisation, group.many) for group in groups),
    )


def region_of(departement: str | None, on: date) -> str:
    """Return the name of the région of a département on a day; `UNKNOWN` where it is not known."""
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
