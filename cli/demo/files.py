"""The demo as the files that an officer receives: saved by a spreadsheet, with its typical damage. Pure.

The ordinary import reads every file; two lines of the first one cannot be repaired, on purpose.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from cli.demo import companies
from cli.demo.cast import Cast
from cli.demo.companies import Company
from cli.demo.missions import Mission
from cli.demo.people import Person
from lists.kinds import ImportKind

#: The files in the order in which they are imported, and what their lines are.
KINDS = {
    "missions_locales.csv": ImportKind.MISSIONS,
    "signataires_2009_excel.csv": ImportKind.COMPANIES,
    "oppositions.txt": ImportKind.OBJECTIONS,
    "contacts_du_reseau.csv": ImportKind.CONTACTS,
}
#: Where their addresses come from, as readers are told; people who only objected are told nothing.
ORIGINS = {
    "missions_locales.csv": "annuaire public des missions locales",
    "signataires_2009_excel.csv": "registre des signataires de la Charte de la diversité",
    "contacts_du_reseau.csv": "liste de contacts transmise par le réseau des missions locales",
}
_PERSON = ("Civilité", "Prénom", "Nom", "Fonction", "E-mail", "Téléphone")
_SIGNATORY = (
    "Dénomination", "SIREN", "SIRET", "NAF", "Effectif", "Adresse", "Code postal", "Commune", "Département",
    "Date de signature", *_PERSON,
)  # fmt: skip
_MISSION = (
    "Code", "Nom", "Adresse", "Code postal", "Commune", "Département", "Animation régionale", "Téléphone", "Site",
    *_PERSON,
)  # fmt: skip
_MONTHS = ("janv", "févr", "mars", "avr", "mai", "juin", "juil", "août", "sept", "oct", "nov", "déc")
#: How many objectors the file of the network names again.
_NAMED_AGAIN = 3
#: Lines that cannot be repaired: a number that the spreadsheet rounded, and an address without its sign.
_BEYOND_MENDING: Sequence[Sequence[str]] = (
    ("Verrerie Bruinelle", "", "3,56E+13", "", "12", "", "59000", "Lille", "59", "16/06/2009"),
    ("Librairie Trois-Hiboux", "000999995", "", "", "01", "", "33000", "Bordeaux", "33", "16/06/2009",
     "Mme", "Zoé", "Lebrac", "Gérante", "zoe.lebrac(at)trois-hiboux.example"),
)  # fmt: skip


def written(cast: Cast) -> dict[str, bytes]:
    """Return the content of every file, by name."""
    return {
        "missions_locales.csv": _missions(cast).encode("utf-8-sig"),
        "signataires_2009_excel.csv": _signatories(cast).encode("cp1252"),
        "oppositions.txt": _objections(cast).encode("utf-8"),
        "contacts_du_reseau.csv": _network(cast).encode("utf-8"),
    }


def _signatories(cast: Cast) -> str:
    titles = [
        ["Charte de la diversité – secrétariat général"],
        ["Entreprises signataires, mise à jour du 30 septembre 2009 (données fictives)"],
        [],
        _SIGNATORY,
    ]
    rows = [row for rank, company in enumerate(cast.companies) for row in _company(rank, company)]
    return _csv([*titles, *rows, *_BEYOND_MENDING, [f"TOTAL {len(cast.companies)}"]])


def _company(rank: int, company: Company) -> list[Sequence[str]]:
    """Return the lines of one company: one per contact, and at least one per signature."""
    staff: list[Person | None] = list(company.people) or [None]
    rows = [_signatory(rank, company, day, person) for day, person in _signed(company, staff)]
    if company.name == "Groupe Valombreuse":
        # One SIREN, two establishments.
        sirets = [company.siret, *[companies.branch(company)] * (len(rows) - 1)]
        rows = [[*row[:2], siret, *row[3:]] for row, siret in zip(rows, sirets, strict=True)]
    return rows


def _signed(company: Company, staff: list[Person | None]) -> list[tuple[date, Person | None]]:
    """Spread the days of signature over the contacts: the first line has the first, the others the last."""
    return [(company.signed[0 if rank == 0 else -1], person) for rank, person in enumerate(staff)]


def _signatory(rank: int, company: Company, day: date, person: Person | None) -> Sequence[str]:
    """Return one line, damaged in some way at certain ranks."""
    place = company.place
    spoil = _spoilt if rank % 12 == 0 else str
    return [
        company.name,
        spoil(company.siren),
        "" if rank % 3 else spoil(company.siret),
        company.naf if rank % 2 else company.naf.replace(".", ""),
        company.size,
        company.street,
        spoil(place.postcode),
        place.commune,
        # The secretariat's spreadsheet has one code for all of Corsica.
        "20" if place.departement == "2A" else spoil(place.departement),
        _DATES[rank % len(_DATES)](day),
        *_person(person),
    ]


def _spoilt(number: str) -> str:
    """Return a number as a spreadsheet leaves it: without its zeros."""
    return number.lstrip("0") or number


_DATES: Sequence[Callable[[date], str]] = (
    lambda day: f"{day:%d/%m/%Y}",
    lambda day: f"{day:%d/%m/%Y}",
    lambda day: f"{day.day}-{_MONTHS[day.month - 1]}-{day:%y}",
    lambda day: day.isoformat(),
    # Excel's serial number of the day.
    lambda day: str((day - date(1899, 12, 30)).days),
)


def _missions(cast: Cast) -> str:
    return _csv([_MISSION, *(_mission(one, person) for one in cast.missions for person in one.people)])


def _mission(one: Mission, person: Person) -> Sequence[str]:
    place = one.place
    return [
        one.code, one.name, one.street, place.postcode, place.commune, place.departement, one.network, one.phone,
        one.website, *_person(person),
    ]  # fmt: skip


def _objections(cast: Cast) -> str:
    return "".join(f"{person.email}\n" for person in cast.objectors)


def _network(cast: Cast) -> str:
    """Return the heads of the regional networks, the partnership's contacts, and some people who had objected."""
    rows: list[Sequence[str]] = [["Organisation", "Code", *_PERSON]]
    rows += [[name, "", *_person(person)] for name, person in cast.networks.items()]
    rows += [["", code, *_person(person)] for code, person in cast.partners.items()]
    rows += [["", "", *_shouted(person)] for person in cast.objectors[:_NAMED_AGAIN]]
    return _csv(rows)


def _shouted(person: Person) -> Sequence[str]:
    civility, first, last, function, email, phone = _person(person)
    return [civility, first, last, function, f" {email.upper()}\u00a0", phone]


def _person(person: Person | None) -> Sequence[str]:
    if person is None:
        return [""] * len(_PERSON)
    return [person.civility, person.first_name, person.last_name, person.function, person.email, person.phone]


def _csv(rows: Iterable[Sequence[str]]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerows(rows)
    return text.getvalue()
