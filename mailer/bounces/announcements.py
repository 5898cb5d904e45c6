"""What a person says of themselves in passing: who succeeds them, a new address, a new function, until when they are
away.

Nothing follows from it: an officer is asked. So a reading that is wrong costs a glance, and one that is not sure is
none: two addresses in a text are no address. Pure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from mailer.bounces.addresses import ADDRESS

_MONTHS = {
    name: number
    for number, names in enumerate(
        ("janvier", "février fevrier", "mars", "avril", "mai", "juin", "juillet", "août aout", "septembre", "octobre",
         "novembre", "décembre decembre"), start=1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = "|".join(_MONTHS)
_DAY = (
    r"(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) )?(\d{1,2})(?:er)?"
    rf"(?: ({_MONTH})(?: (\d{{4}}))?|/(\d{{1,2}})(?:/(\d{{4}}))?)?"
)
_AWAY = re.compile(r"\babsente?s?\b|\bcong[ée]s?\b|\bvacances\b|\bindisponible\b|\bde retour\b", re.IGNORECASE)
_SPAN = re.compile(rf"\bdu {_DAY} (?:inclus )?(?:au|jusqu['’]au) {_DAY}", re.IGNORECASE)
_UNTIL = re.compile(rf"\bjusqu['’]au {_DAY}", re.IGNORECASE)
_BACK = re.compile(rf"\bde retour (?:à partir )?(?:le|du|au) {_DAY}", re.IGNORECASE)
_SUCCESSOR = re.compile(
    r"\bsuccess(?:eur|rice)|\bsuccède|\brempla[cç](?:e|é|ant)|\b(?:pris|prend|prendra) (?:ma|la) suite|\bà ma place\b"
    r"|\bquitt(?:é|e) (?:mes fonctions|mon poste|la société|l['’]entreprise|l['’]association)",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"\bnouvel(?:le)? (?:adresse|e-?mail|courriel)|\bnouveau (?:mail|courriel)"
    r"|\b(?:mon|ma|notre) (?:adresse|mail|e-?mail|courriel)[^.\n]{0,30} (?:change|a changé|devient|est désormais)"
    r"|\b(?:m['’]écrire|écrivez-moi|écrire)[^.\n]{0,20} (?:désormais|dorénavant|maintenant) à",
    re.IGNORECASE,
)
_FUNCTION = re.compile(
    r"\b(?:je suis (?:désormais|maintenant|dorénavant|à présent|devenue?)|je deviens|ma (?:nouvelle )?fonction est"
    r"(?: désormais)?|j['’]occupe (?:désormais|maintenant) (?:le poste|la fonction) d(?:e |['’]))\s*"
    r"(?:(?:la |le |l['’])?(?:nouvelle |nouveau )?)([^.,;:!?\n()]{3,80})",
    re.IGNORECASE,
)
#: What follows « je suis désormais » and is no function.
_NO_FUNCTION = re.compile(
    r"(?:absent|en |à |au |aux |chez |dans |sans |joignable|disponible|retrait|parti|plus |très )", re.IGNORECASE
)
_BEGINNING = 2_000
#: A day that was so long ago is meant for next year.
_LONG_AGO = timedelta(days=60)


@dataclass(frozen=True)
class Announced:
    """What a letter announces; what it does not is empty."""

    #: The address of whoever does their work now.
    successor: str = ""
    #: Their own new address.
    address: str = ""
    #: Their new function, in their words.
    function: str = ""
    #: The first and the last day of an absence.
    away: tuple[date, date] | None = None


def read(words: str, sender: str, day: date) -> Announced:
    """Return what somebody announces in their own words, written on a day."""
    text = " ".join(words[:_BEGINNING].replace("\xa0", " ").split())
    given = {one.lower().strip(".'") for one in ADDRESS.findall(text)} - {sender.lower()}
    address = given.pop() if len(given) == 1 else ""
    leaves = _SUCCESSOR.search(text) is not None
    moves = _OWN.search(text) is not None
    return Announced(
        successor=address if leaves else "",
        address=address if moves and not leaves else "",
        function=_function(words[:_BEGINNING]),
        away=_absence(text, day),
    )


def _function(text: str) -> str:
    found = _FUNCTION.search(text.replace("\xa0", " "))
    said = " ".join(found[1].split()) if found else ""
    return "" if _NO_FUNCTION.match(said) else said


def _absence(text: str, day: date) -> tuple[date, date] | None:
    if _AWAY.search(text) is None:
        return None
    first, last = day, None
    if (span := _SPAN.search(text)) is not None:
        last = _date(span.groups()[5:], day)
        first = _date(_completed(span.groups()[:5], span.groups()[5:]), day) or day
    elif (until := _UNTIL.search(text)) is not None:
        last = _date(until.groups(), day)
    elif (back := _BACK.search(text)) is not None:
        back_on = _date(back.groups(), day)
        last = back_on - timedelta(days=1) if back_on else None
    return (first, last) if last is not None and first <= last else None


def _completed(begun: tuple[str | None, ...], end: tuple[str | None, ...]) -> tuple[str | None, ...]:
    """Return the first day of « du 3 au 12 mai » with the month of the last."""
    return begun if begun[1] or begun[3] else (begun[0], *end[1:])


def _date(said: tuple[str | None, ...], day: date) -> date | None:
    """Return the day that these groups name: its number, its month and year in words, or in figures."""
    number, name, year, figure, figure_year = said
    month = _MONTHS[name.lower()] if name else int(figure or 0)
    given = year or figure_year
    try:
        found = date(int(given) if given else day.year, month, int(number or 0))
        return found if given or found >= day - _LONG_AGO else found.replace(year=day.year + 1)
    except ValueError:
        return None
