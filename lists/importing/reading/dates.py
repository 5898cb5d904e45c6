"""Dates as French spreadsheets write them, and as French sentences say them. Pure.

Refuses to read the month first: « 06/16/2009 » is not a date here.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from lists.folding import fold

_MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)
_BY_NAME = {fold(month): number for number, month in enumerate(_MONTHS, start=1)} | {
    "janv": 1,
    "jan": 1,
    "fevr": 2,
    "fev": 2,
    "avr": 4,
    "juil": 7,
    "sept": 9,
    "sep": 9,
    "oct": 10,
    "nov": 11,
    "dec": 12,
}
_WEEKDAY = re.compile(r"^(lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) ")
#: What spreadsheets and other tools add to a day: a time, its fractions and its zone.
_TIME = r"(?:[t ]\d{1,2} \d{2}(?: \d+){0,3}(?: ?(?:z|utc|[a-z]{3,4}))?)?"
_ISO = re.compile(r"(\d{4}) (\d{1,2}) (\d{1,2})" + _TIME)
_FRENCH = re.compile(r"(\d{1,2})(?:er)? (\w+) (\d{4}|\d{2})" + _TIME)
#: Excel counts from 1899-12-30 for any day after 28 February 1900.
_EXCEL_ORIGIN = date(1899, 12, 30)
_SERIALS = range(20_000, 80_000)
#: Two digits below this are of the years 2000.
_CENTURY = 70


def read(text: str) -> date | None:
    """Return the day of « 16/06/2009 », « 16-juin-09 », « mardi 16 juin 2009 », ISO or an Excel serial."""
    plain = fold(text)
    if plain.isdigit() and int(plain) in _SERIALS:
        return _EXCEL_ORIGIN + timedelta(days=int(plain))
    plain = _WEEKDAY.sub("", plain)
    if iso := _ISO.fullmatch(plain):
        return _day(int(iso[1]), int(iso[2]), int(iso[3]))
    if french := _FRENCH.fullmatch(plain):
        month = _BY_NAME.get(french[2]) or (int(french[2]) if french[2].isdigit() else 0)
        return _day(_year(french[3]), month, int(french[1]))
    return None


def said(day: date) -> str:
    """Return « 12 mars 2009 », « 1er juin 2009 »."""
    number = "1er" if day.day == 1 else str(day.day)
    return f"{number} {_MONTHS[day.month - 1]} {day.year}"


def _year(digits: str) -> int:
    if len(digits) == 4:
        return int(digits)
    return int(digits) + (2000 if int(digits) < _CENTURY else 1900)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
