"""Départements, régions at a date, and who is nearest. Pure.

Owns the table `departements.csv` (Code officiel géographique of Insee). Refuses an untyped code: all 18
codes of today's régions are codes of départements too.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib import resources
from typing import Protocol, TypeVar

from lists import errors
from lists.folding import fold, fold_commune
from runtime.language import _

#: Law 2015-29 of 16 January 2015: 22 régions of the mainland became 13.
MERGER = date(2016, 1, 1)
#: The same law, on the day after it was published: Centre became Centre-Val de Loire.
_CENTRE_RENAMED = date(2015, 1, 17)
_CENTRE = "24"
#: Organic law 2010-1486 of 7 December 2010: Mayotte became a département with the powers of a région.
MAYOTTE = date(2011, 3, 31)
_POSTCODE = re.compile(r"\d{5}")
_OVERSEAS = "97"
#: Saint-Barthélemy and Saint-Martin left Guadeloupe in 2007 and kept its postcodes.
_COLLECTIVITIES = frozenset(("97133", "97150"))
_CORSICA = {"200": "2A", "201": "2A", "202": "2B", "206": "2B"}
_REGION_ALIASES = {"paca": "93", "reunion": "04", "ile de la reunion": "04"}
_DEPARTEMENT_ALIASES = {"reunion": "974", "corse du sud": "2A", "haute corse": "2B"}


@dataclass(frozen=True, slots=True)
class Departement:
    """One of the 101 départements of today."""

    #: `01` to `95`, `2A`, `2B`, `971` to `976`.
    code: str
    #: With its capitals and accents.
    name: str
    #: With its preposition: « en Gironde », « dans l’Ain ».
    locative: str
    #: Before 2016; `None` for Mayotte, which became a département and a région in 2011.
    region_2009_code: str | None
    #: Before 2016.
    region_2009_name: str | None
    #: Since 2016.
    region_2016_code: str
    #: Since 2016.
    region_2016_name: str


@dataclass(frozen=True, slots=True)
class Region:
    """A région, from before or since 2016; a code that exists in both periods has the same borders in both."""

    #: Two digits.
    code: str
    #: Its newest name; from `region_at`, the name of that day.
    name: str
    #: Codes of its départements, sorted.
    departements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Territory:
    """A typed place: a département, a région or the whole country."""

    #: `departement`, `region` or `national`.
    kind: str
    #: The code; `None` for `national`.
    code: str | None
    #: As it is written for people.
    name: str
    #: Codes of what it covers.
    departements: frozenset[str]

    def __str__(self) -> str:
        return f"{self.kind}:{self.code}" if self.code else self.kind


class Located(Protocol):
    """What `nearest` compares."""

    @property
    def code(self) -> str | None: ...  # noqa: D102 -- a column
    @property
    def postcode(self) -> str | None: ...  # noqa: D102 -- a column
    @property
    def commune(self) -> str | None: ...  # noqa: D102 -- a column


PlaceT = TypeVar("PlaceT", bound=Located)


@cache
def departements() -> dict[str, Departement]:
    """Return every département by its code, in the order of the table."""
    text = resources.files("lists").joinpath("departements.csv").read_text("utf-8")
    rows = csv.reader(text.splitlines()[1:])
    return {
        code: Departement(code, name, locative, old_code or None, old_name or None, new_code, new_name)
        for code, name, locative, old_code, old_name, new_code, new_name in rows
    }


def departement(text: str) -> Departement:
    """Find a département by its code (« 1 » is 01, « 2a » is 2A) or its name, accents or not.

    Raises:
        errors.PlaceUnknown: there is no such département, or it is « 20 », which was split in two in 1976.
    """
    key = fold(text)
    if key == "20":
        raise errors.PlaceUnknown(value=text, reason=_("pour la Corse, dites 2A ou 2B"))
    code = key.upper().zfill(2) if len(key) < 4 else ""
    found = departements().get(code) or _departements_by_name().get(key)
    if found is None:
        raise errors.PlaceUnknown(value=text, reason=_("ce département est inconnu"))
    return found


def of_postcode(postcode: str) -> Departement | None:
    """Return the département that a postcode (CEDEX or not) belongs to; `None` for collectivités and Monaco.

    A few communes have the postcode of a neighbour (Laveyrune, in Ardèche, has 48250): where a file names
    the département, the file is right.
    """
    if not _POSTCODE.fullmatch(postcode) or postcode in _COLLECTIVITIES:
        return None
    corsican = _CORSICA.get(postcode[:3])
    code = corsican or postcode[: 3 if postcode.startswith(_OVERSEAS) else 2]
    return departements().get(code) if postcode[:3] != "980" else None


def region_at(code: str, on: date) -> Region | None:
    """Return the région of a département on a day; `None` where there was no région (Mayotte before 31 March 2011)."""
    place = departements()[code]
    if on >= MERGER or (place.region_2009_code is None and on >= MAYOTTE):
        return replace(_regions()[place.region_2016_code], name=place.region_2016_name)
    if place.region_2009_code is None or place.region_2009_name is None:
        return None
    renamed = place.region_2009_code == _CENTRE and on >= _CENTRE_RENAMED
    name = place.region_2016_name if renamed else place.region_2009_name
    return replace(_regions()[place.region_2009_code], name=name)


def regions_at(on: date) -> tuple[Region, ...]:
    """Return the régions of a day by code: 26 in 2009, 27 with Mayotte, 18 since 2016."""
    found = {region.code: region for code in departements() if (region := region_at(code, on))}
    return tuple(found[code] for code in sorted(found))


def region_named(text: str) -> Region:
    """Find a région, of today or from before 2016, by its code or its name, accents or not.

    Raises:
        errors.PlaceUnknown: there is no such région.
    """
    key = fold(text)
    found = _regions().get(key) or _regions_by_name().get(key)
    if found is None:
        raise errors.PlaceUnknown(value=text, reason=_("cette région est inconnue"))
    return found


def territory(text: str) -> Territory:
    """Read a typed code: `departement:33`, `region:11` or `national`.

    Raises:
        errors.PlaceUnknown: it has no type, or names nothing.
    """
    kind, colon, code = text.strip().partition(":")
    if kind == "national" and not colon:
        return Territory("national", None, _("France entière"), frozenset(departements()))
    if kind == "departement" and code:
        place = departement(code)
        return Territory(kind, place.code, place.name, frozenset((place.code,)))
    if kind == "region" and code:
        region = region_named(code)
        return Territory(kind, region.code, region.name, frozenset(region.departements))
    raise errors.PlaceUnknown(value=text, reason=_("écrivez « departement:33 », « region:11 » ou « national »"))


def nearest(postcode: str | None, commune: str | None, candidates: Iterable[PlaceT]) -> PlaceT | None:
    """Return which of the candidates, of one département, serves an address best; `None` without candidates.

    Same commune first, then the longest common beginning of the postcodes, then the closest postcode as a
    number, then the lowest code: always the same answer for the same question.
    """
    here, wanted = postcode or "", fold_commune(commune or "")

    def farness(place: PlaceT) -> tuple[bool, int, int, str]:
        there = place.postcode or ""
        elsewhere = not wanted or fold_commune(place.commune or "") != wanted
        return elsewhere, -_common_beginning(here, there), _apart(here, there), place.code or ""

    return min(candidates, key=farness, default=None)


def _common_beginning(one: str, other: str) -> int:
    length = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        length += 1
    return length


def _apart(one: str, other: str) -> int:
    if _POSTCODE.fullmatch(one) and _POSTCODE.fullmatch(other):
        return abs(int(one) - int(other))
    return 100_000


@cache
def _departements_by_name() -> dict[str, Departement]:
    named = {fold(place.name): place for place in departements().values()}
    return named | {alias: departements()[code] for alias, code in _DEPARTEMENT_ALIASES.items()}


@cache
def _regions() -> dict[str, Region]:
    names: dict[str, str] = {}
    members: dict[str, set[str]] = {}
    for place in departements().values():
        if place.region_2009_code and place.region_2009_name:
            names.setdefault(place.region_2009_code, place.region_2009_name)
            members.setdefault(place.region_2009_code, set()).add(place.code)
        names[place.region_2016_code] = place.region_2016_name
        members.setdefault(place.region_2016_code, set()).add(place.code)
    return {code: Region(code, names[code], tuple(sorted(members[code]))) for code in sorted(names)}


@cache
def _regions_by_name() -> dict[str, Region]:
    regions = _regions()
    named = {alias: regions[code] for alias, code in _REGION_ALIASES.items()}
    for place in departements().values():
        if place.region_2009_code and place.region_2009_name:
            named[fold(place.region_2009_name)] = regions[place.region_2009_code]
    for region in regions.values():
        named[fold(region.name)] = region
    return named
