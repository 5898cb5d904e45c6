"""The invented missions locales, in real communes: a tenth of the network of 2009, at least one per région. Pure."""

from __future__ import annotations

import random
from dataclasses import dataclass

from cli.demo import people, tables
from cli.demo.people import Person
from cli.demo.tables import Commune

#: So many of them have somebody for relations with companies besides their director.
_WITH_COMPANY_RELATIONS = 42


@dataclass(frozen=True)
class Mission:
    """A mission locale, with the people who work there."""

    code: str
    name: str
    street: str
    place: Commune
    #: Name of its regional network.
    network: str
    phone: str
    website: str
    people: tuple[Person, ...]


def draw(chance: random.Random) -> tuple[Mission, ...]:
    """Draw the missions locales, in the order of their régions of 2009."""
    return tuple(_mission(chance, rank, row) for rank, row in enumerate(tables.read("missions")))


def networks(chance: random.Random, missions: tuple[Mission, ...]) -> dict[str, Person]:
    """Draw who leads each regional network, by its name."""
    seats = {mission.network: mission.place for mission in reversed(missions)}
    taken: set[str] = set()
    return {
        name: people.person(chance, "network_leader", f"{people.slug(name)}.example", seats[name], taken)
        for name in sorted(seats)
    }


def _mission(chance: random.Random, rank: int, row: dict[str, str]) -> Mission:
    place = tables.place(row)
    domain = f"ml-{people.slug(row['name'].partition('’')[2] or row['name'].partition(' ')[2])}.example"
    roles = ["director", "company_relations"][: 2 if rank < _WITH_COMPANY_RELATIONS else 1]
    taken: set[str] = set()
    return Mission(
        code=f"ML{place.departement}{rank + 1:03d}",
        name=f"Mission locale {row['name']}",
        street=tables.street(chance),
        place=place,
        network=f"Animation régionale {row['network']}",
        phone=people.phone(chance, place),
        website=f"https://{domain}",
        people=tuple(people.person(chance, role, domain, place, taken) for role in roles),
    )
