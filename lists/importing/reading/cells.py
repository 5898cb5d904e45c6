"""One cell of a file at a time: its value, whether it had to be corrected, or why it cannot be read. Pure.

A lost leading zero is restored only where a check leaves no doubt. Refuses to guess anything else.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from lists import addresses, errors, geography
from lists.folding import fold
from lists.importing.reading import dates
from lists.organisations import sirene, websites
from runtime.language import _

_NOTHING = frozenset(("nc", "n c", "na", "n a", "nr", "n r", "neant", "non communique", "non renseigne", "inconnu"))
_SIGNS_OF_NOTHING = frozenset("-–—/?.*_")
_SCIENTIFIC = re.compile(r"\d+([.,]\d+)?[eE]\+?\d+")
_BETWEEN_DIGITS = re.compile(r"[\s.\u00a0\u202f-]")
#: « +33 », « 0033 », « (+33) »; a spreadsheet that takes the number for a sum loses the sign.
_FOREIGN_PREFIX = re.compile(r"^(?:(?:\+|00)33|\(\+33\)|33(?=(?:[\s.-]*\d){9}$))\s*(\(0\))?\s*")
#: The same as a spreadsheet shows a long number: « 1.02030405E+8 ».
_SCIENTIFIC = re.compile(r"\d[.,]\d+E\+?\d{1,2}", re.IGNORECASE)
_FRENCH_PHONE = re.compile(r"0?[1-9]\d{8}")
_NUMBER = re.compile(r"\d[\d\s]*")
_BETWEEN_PLACES = re.compile(r"[;,/+]|\bet\b")
#: In French, in English, as Brevo and listmonk say it.
_OUT = frozenset(
    ("oui", "o", "x", "1", "vrai", "yes", "y", "true", "desinscrit", "desinscrite", "desabonne", "desabonnee",
     "unsubscribed", "blocklisted", "blacklisted", "opt out", "optout")
)  # fmt: skip
_IN = frozenset(
    ("non", "n", "0", "faux", "no", "false", "inscrit", "inscrite", "abonne", "abonnee", "subscribed", "confirmed",
     "enabled", "active", "")
)  # fmt: skip
_AWAY = frozenset(("disabled", "unconfirmed", "pending", "bounced", "cleaned", "inactif", "inactive"))
_CIVILITIES = {
    "m": "M.",
    "mr": "M.",
    "monsieur": "M.",
    "mme": "Mme",
    "madame": "Mme",
    "mlle": "Mme",
    "mademoiselle": "Mme",
}


class Standing(Enum):
    """What a file says of a person's subscription elsewhere; the strongest reason to keep them out comes first."""

    OUT = 1  #: the person opted out, or was put on the list of those who may not be written to
    AWAY = 2  #: the person is not written to, for a reason that is not their own wish
    IN = 3


class Unreadable(ValueError):
    """A cell that cannot be read; its text is the French reason."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell says."""

    #: `None`: the cell says nothing.
    value: str | None
    #: Whether the value differs from the file by more than spaces, dots or capitals.
    mended: bool = False


def is_nothing(text: str) -> bool:
    """Tell whether a cell says that there is no value: « n.c. », « néant », « - »."""
    return (fold(text) in _NOTHING and not text.startswith("#")) or (len(text) <= 3 and set(text) <= _SIGNS_OF_NOTHING)


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
    found = dates.read(text)
    if found is None:
        raise Unreadable(_("cette date est illisible, écrivez-la comme 16/06/2009"))
    return found


def past_day(text: str, today: date) -> date:
    """Read a date that cannot be later than today."""
    found = day(text)
    if found > today:
        raise Unreadable(_("ce jour n’est pas encore venu"))
    return found


def departements(text: str) -> list[str]:
    """Read several départements, by code or name, in the order of their codes."""
    return sorted({str(departement(piece, None).value) for piece in _BETWEEN_PLACES.split(text) if piece.strip()})


def naf(text: str) -> Cell:
    """Read an activity code; text that is not an activity code is left out."""
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
    """Read a civility (« M. », « Mme »); another title is kept as it is."""
    return Cell(_CIVILITIES.get(fold(text), text))


def phone(text: str) -> Cell:
    """Read a telephone number; a French one is written by pairs, a foreign one is kept as it is."""
    whole_number = str(int(float(text.replace(",", ".")))) if _SCIENTIFIC.fullmatch(text) else text
    national = _FOREIGN_PREFIX.sub("0", whole_number)
    digits = _BETWEEN_DIGITS.sub("", national)
    if not _FRENCH_PHONE.fullmatch(digits):
        return Cell(text)
    whole = digits.zfill(10)
    return Cell(" ".join(whole[rank : rank + 2] for rank in range(0, 10, 2)), len(digits) < 10)


def website(text: str) -> Cell:
    """Read the address of a site; a name alone is given its https."""
    found = websites.parse(text)
    if found is None:
        raise Unreadable(_("ce n’est pas l’adresse d’un site, écrivez-la comme https://www.exemple.fr"))
    return Cell(found, found != text)


def rank(text: str) -> int:
    """Read a rank among the contacts of an organisation."""
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 1000):
        raise Unreadable(_("un rang est un nombre à partir de 1"))
    return int(text)


def among(text: str, words: Mapping[str, str]) -> str:
    """Return the key of a word of a closed vocabulary; the key itself is understood too."""
    folded = fold(text)
    found = next((key for key, word in words.items() if folded in (fold(word), fold(key))), None)
    if found is None:
        raise Unreadable(_("ce mot est inconnu, choisissez parmi {words}").format(words=", ".join(words.values())))
    return found


def standing(text: str) -> Standing:
    """Read what another tool or a spreadsheet says of a subscription: « oui », a day, « blocklisted ».

    Several cells side by side are read together: the strongest reason to keep the person out counts.
    """
    found = [_standing(piece) for piece in text.split(" ; ")]
    return next(one for one in Standing if one in found)


def _standing(text: str) -> Standing:
    folded = fold(text)
    # Brevo names the channels that are blocked: [email_marketing], [sms_marketing].
    if "email" in folded or folded in _OUT or dates.read(text):
        return Standing.OUT
    if folded in _AWAY:
        return Standing.AWAY
    if folded in _IN or "sms" in folded or "whatsapp" in folded:
        return Standing.IN
    raise Unreadable(_("on ne sait pas si cette personne est désinscrite, écrivez oui ou non"))


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
