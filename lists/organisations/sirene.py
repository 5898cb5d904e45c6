"""The codes of Insee's register of companies: SIREN, SIRET, activity (NAF), headcount bands. Pure.

Owns how they are written and when a lost leading zero may be restored: only where the check digit then agrees.
"""

from __future__ import annotations

import re

from stdnum.fr import siren as _siren
from stdnum.fr import siret as _siret

from runtime.language import _, grouped, ngettext

SIREN_DIGITS = 9
SIRET_DIGITS = 14
#: A spreadsheet eats leading zeros; more than four of them would leave too little to check.
_MOST_ZEROS_LOST = 4

_NAF = re.compile(r"(\d{2})\.?(\d{2})([A-Z])")
_NAF_BEGINNING = re.compile(r"(\d{2})\.?(\d{0,2}|\d{2}[A-Z])")

#: Lowest headcount of each band (variable trancheEffectifs of Sirene); NN is unknown or not an employer.
BANDS = {
    "00": 0,
    "01": 1,
    "02": 3,
    "03": 6,
    "11": 10,
    "12": 20,
    "21": 50,
    "22": 100,
    "31": 200,
    "32": 250,
    "41": 500,
    "42": 1_000,
    "51": 2_000,
    "52": 5_000,
    "53": 10_000,
}
UNKNOWN_BAND = "NN"


def siren(digits: str) -> str | None:
    """Return the SIREN, its lost zeros restored; `None` when its check digit is wrong."""
    return _padded(digits, SIREN_DIGITS, _siren.is_valid)


def siret(digits: str) -> str | None:
    """Return the SIRET, its lost zeros restored; `None` when a check digit is wrong.

    La Poste's establishments follow another rule (their digits sum to a multiple of five): they pass.
    """
    return _padded(digits, SIRET_DIGITS, _siret.is_valid)


def _padded(digits: str, length: int, is_valid: object) -> str | None:
    if not (digits.isascii() and digits.isdigit() and length - _MOST_ZEROS_LOST <= len(digits) <= length):
        return None
    whole = digits.zfill(length)
    return whole if callable(is_valid) and is_valid(whole) else None


def naf(text: str) -> str | None:
    """Return an activity code written `84.11Z`, its lost zero restored; `None` when it is not such a code."""
    plain = text.upper().replace(" ", "").replace(".", "")
    found = _NAF.fullmatch(plain.zfill(5))
    return f"{found[1]}.{found[2]}{found[3]}" if found else None


def naf_beginning(text: str) -> str:
    """Return the beginning of activity codes: « 84 » is a division, « 8411Z » one class.

    Raises:
        ValueError: no code begins so.
    """
    found = _NAF_BEGINNING.fullmatch(text.upper().replace(" ", ""))
    if found is None:
        raise ValueError(text)
    return f"{found[1]}.{found[2]}" if found[2] else found[1]


def band(text: str) -> str:
    """Return a headcount band as it is.

    Raises:
        ValueError: there is no such band.
    """
    if text not in BANDS and text != UNKNOWN_BAND:
        raise ValueError(text)
    return text


def band_of(headcount: int) -> str:
    """Return the band that a number of employees falls in."""
    return max((code for code, lowest in BANDS.items() if lowest <= headcount), key=BANDS.__getitem__)


def band_said(code: str) -> str:
    """Return a headcount band in words: « de 50 à 99 salariés »; a code that is none stays as it is."""
    if code not in BANDS:
        return code
    lowest = BANDS[code]
    above = min((other for other in BANDS.values() if other > lowest), default=None)
    if above is None:
        return _("{least} salariés et plus").format(least=grouped(lowest))
    if above == lowest + 1:
        return ngettext("{n} salarié", "{n} salariés", lowest).format(n=lowest)
    return _("de {least} à {most} salariés").format(least=lowest, most=above - 1)
