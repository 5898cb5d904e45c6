"""Companies that sign during the year of the demo, as the files that the secretariat enters each month. Pure.

Their names are those that the cast left; one paper came late, and every fifth company was brought by a mission locale.
"""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Sequence
from datetime import date, timedelta

from stdnum import luhn

from cli.demo import companies, people, tables
from cli.demo.cast import Cast
from cli.demo.tables import Commune

#: The day on which a file is entered -> how many companies it holds.
SIGNED = {
    date(2009, 7, 6): 6, date(2009, 8, 3): 3, date(2009, 9, 7): 5, date(2009, 9, 28): 18, date(2009, 10, 26): 7,
    date(2009, 11, 23): 9, date(2010, 1, 4): 8, date(2010, 2, 1): 6, date(2010, 2, 22): 9, date(2010, 3, 29): 7,
    date(2010, 4, 26): 8, date(2010, 5, 31): 5,
}  # fmt: skip
#: The beginning of their SIREN; those of the cast begin otherwise.
_FIRST, _STEP = 10_100, 367
_BROUGHT = 5
#: How many days ago a paper was signed that came late, and in which file it stands.
_LATE, _LATE_FILE = timedelta(days=63), date(2009, 10, 26)
_HEADINGS = (
    "Dénomination", "SIREN", "Code postal", "Commune", "Département", "Date de signature", "Apporteur", "Civilité",
    "Prénom", "Nom", "Fonction", "E-mail", "Téléphone",
)  # fmt: skip


def files(cast: Cast) -> dict[date, bytes]:
    """Return the content of each file by the day on which it is entered."""
    chance = tables.draws()
    names, places = _names(chance, cast), [tables.place(row) for row in tables.read("communes")]
    codes = [one.code for one in cast.missions]
    found: dict[date, bytes] = {}
    rank = 0
    for day, many in SIGNED.items():
        rows = [
            _row(chance, number, names[number], chance.choice(places), _signed(chance, day, number))
            for number in range(rank, rank + many)
        ]
        found[day] = _csv(_brought(chance, rows, codes))
        rank += many
    return found


def _names(chance: random.Random, cast: Cast) -> Sequence[str]:
    used = {one.name for one in cast.companies}
    free = [
        f"{row['beginning']} {stem}" for row in tables.read("denominations") for stem in companies.STEMS
        if f"{row['beginning']} {stem}" not in used
    ]  # fmt: skip
    return chance.sample(free, sum(SIGNED.values()))


def _signed(chance: random.Random, entered: date, rank: int) -> date:
    """Return the day of a signature: in the weeks before it was entered, but for the paper that came late."""
    is_late = entered == _LATE_FILE and rank % 7 == 0
    return entered - _LATE if is_late else entered - timedelta(days=chance.randrange(1, 20))


def _row(chance: random.Random, rank: int, name: str, place: Commune, signed: date) -> list[str]:
    digits = f"000{_FIRST + rank * _STEP:05d}"
    head = people.person(chance, "manager", f"{people.slug(name)[:60].strip('-')}.example", place, set())
    return [
        name, digits + luhn.calc_check_digit(digits), place.postcode, place.commune, place.departement,
        f"{signed:%d/%m/%Y}", "", head.civility, head.first_name, head.last_name, head.function, head.email, head.phone,
    ]  # fmt: skip


def _brought(chance: random.Random, rows: list[list[str]], codes: list[str]) -> list[list[str]]:
    referrer = _HEADINGS.index("Apporteur")
    for row in rows[::_BROUGHT]:
        row[referrer] = chance.choice(codes)
    return rows


def _csv(rows: list[list[str]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerows([_HEADINGS, *rows])
    return text.getvalue().encode("cp1252")
