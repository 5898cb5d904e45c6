"""The invented signatory companies: those that the articles and the odd cases need, the rest drawn. Pure.

Every SIREN begins with 000, which no real company has, and passes its check.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import date, timedelta

from stdnum import luhn

from cli.demo import people, tables
from cli.demo.people import Person
from cli.demo.tables import Commune

COMPANIES = 240
CONTACTS = 405
#: How many companies have each headcount (bands of Sirene): 45 % very small, 35 % small, 14 % middle, 6 % large.
SIZES = {
    "01": 45, "02": 36, "03": 26, "NN": 1,
    "11": 30, "12": 26, "21": 14, "22": 9, "31": 5,
    "32": 15, "41": 11, "42": 8,
    "52": 10, "53": 4,
}  # fmt: skip
_SMALL, _LARGE = ("01", "02", "03", "NN"), ("52", "53")
#: The roles of contacts other than heads of companies.
_ROLES = {"human_resources": 152, "diversity": 76, "communication": 26, "social_responsibility": 25}
STEMS = (
    "Aubrelle", "Belloiseau", "Brumevive", "Cardamine", "Chantelune", "Clairvallon", "Dorlinge", "Écumelle",
    "Fauvelière", "Grand-Hibou", "Hautefaille", "L’Isle-aux-Geais", "Jasmerance", "Lavandière", "Mirebrise",
    "Nuage & Fils", "Ormelune", "Pont-Violet", "Quatre-Saules", "Rochelaine", "Sainte-Brume", "Tilleraie",
    "Ursuline-Vive", "Vertelande",
)  # fmt: skip
#: A company without any address, and companies with only a shared mailbox.
SILENT = "Étameries Rivebelle"
_SHARED_BOXES = {
    "Tonnellerie Sauveterre-Brun": "contact",
    "Scierie des Hauts-Volcans": "accueil",
    "Charcuterie Casanera-Vive": "info",
    "Charpentes Bois-Corail": "contact",
}
#: Companies that signed again, and when.
_RENEWED = {
    "Groupe Valombreuse": date(2008, 10, 22),
    "Ateliers Valombreuse Ouest": date(2008, 10, 22),
    "TRANSPORTS QUATRE-HORIZONS": date(2009, 9, 16),
    "Clinique du Val Serein-Doré": date(2009, 3, 3),
    "Ateliers Brumevent": date(2009, 9, 18),
}
#: Somebody who works for two companies of one group, and the part before the @ that has no ASCII form.
_BOTH = ("Groupe Valombreuse", "Ateliers Valombreuse Ouest")
_ACCENTED = "Conserverie de l’Anse-aux-Lunes"
_FIRST_DAY, _LAST_DAY = date(2004, 10, 22), date(2009, 6, 14)


@dataclass(frozen=True)
class Company:
    """A company, what it signed, and its people."""

    siren: str
    #: Of its seat.
    siret: str
    name: str
    #: Empty where it was not recorded.
    naf: str
    #: Band of Sirene.
    size: str
    street: str
    place: Commune
    #: The day of its first signature, then of its renewals.
    signed: tuple[date, ...]
    people: tuple[Person, ...] = ()


def draw(chance: random.Random) -> tuple[Company, ...]:
    """Draw the companies and their contacts, by name."""
    named = [_named(chance, rank, row) for rank, row in enumerate(tables.read("companies"))]
    drawn = [*named, *_others(chance, named)]
    staffed = _special(_staffed(chance, drawn))
    return tuple(sorted(staffed, key=lambda company: people.slug(company.name)))


def branch(company: Company) -> str:
    """Return the SIRET of the second establishment of a company."""
    return _siret(company.siren, 2)


def _named(chance: random.Random, rank: int, row: dict[str, str]) -> Company:
    first = date.fromisoformat(row["signed"])
    signed = (first, _RENEWED[row["name"]]) if row["name"] in _RENEWED else (first,)
    return _company(chance, rank, (row["name"], row["naf"], row["size"]), tables.place(row), signed)


def _others(chance: random.Random, named: list[Company]) -> list[Company]:
    beginnings = tables.read("denominations")
    names = [(f"{row['beginning']} {stem}", row["naf"]) for row in beginnings for stem in STEMS]
    places = [tables.place(row) for row in tables.read("communes")]
    sizes = [size for size, many in SIZES.items() for _ in range(many - _count(named, size))]
    chance.shuffle(sizes)
    days = (_LAST_DAY - _FIRST_DAY).days
    return [
        _company(
            chance, len(named) + rank, (name, naf if chance.random() < 0.7 else "", size), chance.choice(places),
            # More and more of them sign as the years go by.
            (_FIRST_DAY + timedelta(days=int(days * chance.random() ** 0.6)),),
        )
        for rank, ((name, naf), size) in enumerate(zip(chance.sample(names, len(sizes)), sizes, strict=True))
    ]  # fmt: skip


def _count(companies: list[Company], size: str) -> int:
    return sum(company.size == size for company in companies)


def _company(
    chance: random.Random, rank: int, told: tuple[str, str, str], place: Commune, signed: tuple[date, ...]
) -> Company:
    digits = f"000{10_000 + rank * 367:05d}"
    siren = digits + luhn.calc_check_digit(digits)
    return Company(siren, _siret(siren, 1), *told, tables.street(chance), place, signed)


def _siret(siren: str, establishment: int) -> str:
    digits = f"{siren}{establishment:04d}"
    return digits + str(luhn.calc_check_digit(digits))


def _staffed(chance: random.Random, companies: list[Company]) -> list[Company]:
    """Give every company its contacts: one at the head of the small ones, up to five in the large ones."""
    seats = {company.siren: _seats(company) for company in companies}
    free = [company.siren for company in companies if company.size not in _SMALL and company.name not in _BOTH]
    for siren in chance.sample(free, CONTACTS - sum(seats.values())):
        seats[siren] += 1
    heads = {company.siren: _head(company) for company in companies if company.size in (*_SMALL, "11")}
    roles = [role for role, many in _ROLES.items() for _ in range(many)]
    chance.shuffle(roles)
    return [
        replace(company, people=_people(chance, company, seats[company.siren], heads.get(company.siren), roles))
        for company in companies
    ]


def _seats(company: Company) -> int:
    if company.name == SILENT:
        return 0
    if company.size in _SMALL:
        return 1
    return 4 if company.size in _LARGE else 2


def _head(company: Company) -> str:
    return "manager" if company.size in _SMALL else "chair"


def _people(
    chance: random.Random, company: Company, seats: int, head: str | None, roles: list[str]
) -> tuple[Person, ...]:
    taken: set[str] = set()
    domain = f"{people.slug(company.name)[:60].strip('-')}.example"
    said = [head or roles.pop(), *(roles.pop() for _ in range(seats - 1))][:seats]
    return tuple(people.person(chance, role, domain, company.place, taken) for role in said)


def _special(companies: list[Company]) -> list[Company]:
    """Put in the odd addresses that real files have."""
    by_name = {company.name: company for company in companies}
    both = by_name[_BOTH[0]].people[0]
    by_name[_BOTH[1]] = _with_first(by_name[_BOTH[1]], both)
    for name, box in _SHARED_BOXES.items():
        domain = by_name[name].people[0].email.partition("@")[2]
        by_name[name] = _with_first(by_name[name], Person(f"{box}@{domain}"))
    accented = by_name[_ACCENTED]
    domain = accented.people[0].email.partition("@")[2]
    hers = replace(accented.people[0], email=f"hélène.lebrac@{domain}", civility="Mme", first_name="Hélène",
                   last_name="Lebrac", function="Présidente-directrice générale")  # fmt: skip
    by_name[_ACCENTED] = _with_first(accented, hers)
    return [by_name[company.name] for company in companies]


def _with_first(company: Company, person: Person) -> Company:
    return replace(company, people=(person, *company.people[1:]))
