"""One cell of a file at a time: what it says, whether it had to be mended, or why it cannot be read. Pure.

A lost zero is given back only where a check leaves no doubt. Refuses to guess anything else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from lists import addresses, errors, geography, sirene
from lists.folding import fold
from lists.importing import days
from runtime.language import _

_NOTHING = frozenset(("nc", "n c", "na", "n a", "nr", "n r", "neant", "non communique", "non renseigne", "inconnu"))
_SIGNS_OF_NOTHING = frozenset("-–—/?.*_")
_SCIENTIFIC = re.compile(r"\d+([.,]\d+)?[eE]\+?\d+")
_BETWEEN_DIGITS = re.compile(r"[\s.\u00a0\u202f-]")
_FOREIGN_PREFIX = re.compile(r"^(\+|00)33\s*(\(0\))?\s*")
_FRENCH_PHONE = re.compile(r"0?[1-9]\d{8}")
_NUMBER = re.compile(r"\d[\d\s]*")
_CIVILITIES = {
    "m": "M.",
    "mr": "M.",
    "monsieur": "M.",
    "mme": "Mme",
    "madame": "Mme",
    "mlle": "Mme",
    "mademoiselle": "Mme",
}


class Unreadable(ValueError):
    """A cell that cannot be read; its text is the French reason."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell says."""

    #: None: nothing.
    value: str | None
    #: Whether the file says it otherwise than by spaces, dots or capitals.
    mended: bool = False


def is_nothing(text: str) -> bool:
    """Tell whether a cell says that there is nothing to say: « n.c. », « néant », « - »."""
    return fold(text) in _NOTHING or (len(text) <= 3 and set(text) <= _SIGNS_OF_NOTHING)


def siren(text: str) -> Cell:
    """Read a SIREN; a SIRET in its place is read too (see `siret`)."""
    digits = _digits(text)
    if len(digits) > sirene.SIREN_DIGITS:
        return siret(text)
    found = sirene.siren(digits)
    if found is None:
        raise Unreadable(_("ce n’est pas un SIREN valable, neuf chiffres dont le dernier est une clé"))
    return Cell(found, len(digits) < sirene.SIREN_DIGITS)


def siret(text: str) -> Cell:
    """Read a SIRET; a SIREN in its place is read as such."""
    digits = _digits(text)
    if len(digits) == sirene.SIREN_DIGITS:
        return siren(text)
    found = sirene.siret(digits)
    if found is None:
        raise Unreadable(_("ce n’est pas un SIRET valable, quatorze chiffres dont le dernier est une clé"))
    return Cell(found, len(digits) < sirene.SIRET_DIGITS)


def _digits(text: str) -> str:
    if _SCIENTIFIC.fullmatch(text):
        raise Unreadable(_("le tableur a arrondi ce numéro, ses derniers chiffres sont perdus"))
    return _BETWEEN_DIGITS.sub("", text)


def postcode(text: str) -> Cell:
    """Read a postcode of five digits; four digits have lost their zero (01 to 09)."""
    digits = _BETWEEN_DIGITS.sub("", text)
    if len(digits) == 4 and geography.of_postcode(f"0{digits}"):
        return Cell(f"0{digits}", mended=True)
    if len(digits) != 5 or not (digits.isascii() and digits.isdigit()):
        raise Unreadable(_("un code postal a cinq chiffres"))
    return Cell(digits)


def departement(text: str, postcode: str | None) -> Cell:
    """Read a département by code or name; « 20 » is settled by a Corsican postcode if there is one."""
    if fold(text) == "20" and postcode:
        place = geography.of_postcode(postcode)
        if place and place.code in ("2A", "2B"):
            return Cell(place.code, mended=True)
    try:
        place = geography.departement(text)
    except errors.PlaceUnknown as unknown:
        raise Unreadable(str(unknown.reason)) from None
    return Cell(place.code, text.isdigit() and text != place.code)


def day(text: str) -> date:
    """Read a date, the day first."""
    found = days.read(text)
    if found is None:
        raise Unreadable(_("cette date est illisible, écrivez-la comme 16/06/2009"))
    return found


def naf(text: str) -> Cell:
    """Read an activity code; what is none is left out."""
    found = sirene.naf(text.split(maxsplit=1)[0])
    return Cell(found, found is None or len(text.replace(".", "")) < 5)


def size(text: str) -> Cell:
    """Read a Sirene band, else a headcount (« 35 », « 20 à 49 salariés ») as the band that it falls in."""
    code = text.upper()
    if code in sirene.BANDS or code == sirene.UNKNOWN_BAND:
        return Cell(code)
    if code.zfill(2) in sirene.BANDS:
        return Cell(code.zfill(2), mended=True)
    number = _NUMBER.match(text)
    if number is None:
        return Cell(None, mended=True)
    return Cell(sirene.band_of(int(re.sub(r"\s", "", number[0])[:9])), mended=True)


def civility(text: str) -> Cell:
    """Read a civility; another title is kept as it is."""
    return Cell(_CIVILITIES.get(fold(text), text))


def phone(text: str) -> Cell:
    """Read a telephone number; a French one is written by pairs, a foreign one is kept as it is."""
    national = _FOREIGN_PREFIX.sub("0", text)
    digits = _BETWEEN_DIGITS.sub("", national)
    if not _FRENCH_PHONE.fullmatch(digits):
        return Cell(text)
    whole = digits.zfill(10)
    return Cell(" ".join(whole[rank : rank + 2] for rank in range(0, 10, 2)), len(digits) < 10)


def emails(text: str) -> tuple[list[addresses.Address], bool]:
    """Read the one or two addresses of a cell, and tell whether something was taken off around them."""
    pieces = addresses.several(text)
    if not pieces:
        raise Unreadable(_("aucune adresse n’y est lisible"))
    try:
        found: dict[str, addresses.Address] = {}
        for address in map(addresses.parse, pieces):
            found.setdefault(address.key_text, address)
    except errors.AddressRefused as refused:
        raise Unreadable(str(refused.reason)) from None
    return list(found.values()), len(pieces) == 1 and pieces[0] != text
