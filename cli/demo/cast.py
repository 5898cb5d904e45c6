"""Everybody who plays a part in the demo, drawn once: 520 contacts, and what becomes of the letters of some. Pure."""

from __future__ import annotations

import random
from dataclasses import dataclass

from cli.demo import companies, missions, people, tables
from cli.demo.companies import Company
from cli.demo.missions import Mission
from cli.demo.people import Person
from cli.demo.tables import Commune

_OBJECTORS, _UNKNOWN, _FULL, _BUSY = 12, 9, 3, 4
#: What the capture server answers to the letters of some.
UNKNOWN_REPLY = "550 5.1.1 User unknown"
FULL_REPLY = "552 5.2.2 Mailbox full"
BUSY_REPLY = "451 4.7.1 Greylisted, please try again later"


#: The company of the reader whose letter is shown; a mission locale is near.
_SHOWN = "Menuiserie Troisfontaines-Lebrac"


@dataclass(frozen=True)
class Cast:
    """The whole demo, before it is written into files."""

    companies: tuple[Company, ...]
    missions: tuple[Mission, ...]
    #: The head of each regional network, by its name.
    networks: dict[str, Person]
    #: Who follows the partnership on each side, by the code of the partner.
    partners: dict[str, Person]
    #: People who asked not to be written to; the network's file contains the first three again.
    objectors: tuple[Person, ...]
    #: The server's reply for an address, when it is not 250.
    replies: dict[str, str]
    #: Whose letter is shown.
    reader: Person


def draw() -> Cast:
    """Draw the cast; it is always the same."""
    chance = tables.draws()
    signed = companies.draw(chance)
    network = missions.draw(chance)
    leaders = missions.networks(chance, network)
    chosen = _some(chance, signed)
    return Cast(
        companies=signed,
        missions=network,
        networks=leaders,
        partners=_partners(chance),
        objectors=tuple(chosen[:_OBJECTORS]),
        replies=_replies([person.email for person in chosen[_OBJECTORS:]]),
        reader=next(company.people[0] for company in signed if company.name == _SHOWN),
    )


def _some(chance: random.Random, signed: tuple[Company, ...]) -> list[Person]:
    """Draw ordinary contacts of companies, who appear only once in the files and are not shown."""
    addresses = [person.email for company in signed for person in company.people]
    ordinary = [
        person
        for company in signed
        if company.name != _SHOWN
        for person in company.people
        if person.last_name and person.email.isascii() and addresses.count(person.email) == 1
    ]
    return chance.sample(ordinary, _OBJECTORS + _UNKNOWN + _FULL + _BUSY)


def _replies(addresses: list[str]) -> dict[str, str]:
    replies = [UNKNOWN_REPLY] * _UNKNOWN + [FULL_REPLY] * _FULL + [BUSY_REPLY] * _BUSY
    return dict(zip(addresses, replies, strict=True))


def _partners(chance: random.Random) -> dict[str, Person]:
    paris = Commune("Paris", "75010", "75")
    return {code: people.person(chance, "partnership", f"{code}.example", paris, set()) for code in ("charte", "cnml")}
