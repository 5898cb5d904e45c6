"""The territory of an article in the words that people use: « Drôme, Île-de-France ». Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from lists import geography
from runtime.errors import RelaisError
from runtime.language import _


def written(codes: Iterable[str]) -> str:
    """Return typed codes (`departement:26`) as names, with commas."""
    return ", ".join(_named(code) for code in codes)


def codes(names: str) -> str:
    """Return names of départements and régions, or their codes, as typed codes, with commas.

    Raises:
        ValueError: one is neither; the message is a French clause.
    """
    return ", ".join(_code(one.strip()) for one in names.split(",") if one.strip())


def known(on: date) -> list[str]:
    """Return every name of a day that may be typed, régions first."""
    return [one.name for one in geography.regions_at(on)] + [one.name for one in geography.departements().values()]


def _named(code: str) -> str:
    try:
        return geography.territory(code).name
    except RelaisError:
        return code


def _code(name: str) -> str:
    if ":" in name or name == "national":
        return name
    try:
        return f"departement:{geography.departement(name).code}"
    except RelaisError:
        pass
    try:
        return f"region:{geography.region_named(name).code}"
    except RelaisError:
        raise ValueError(_("« {name} » n’est ni un département ni une région").format(name=name)) from None
