"""Numbers: ordinals, thousands, hours. A number that names something (a year, a postcode, a SIREN) is left alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdnum import luhn

from campaigns.editorial.typography.edits import Edit, replaced
from campaigns.editorial.typography.styles import FINE, HARD, Profile

_FEMININE = re.compile(r"(?<![\w.,])1[èe]re(s?)\b")
_ORDINAL = re.compile(r"(?<![\w.,])(\d+|[IVXLC]+)(?:[èei]|i[èe])me(s?)\b")
_FIRST = re.compile(r"(?<![\w.,])1 er\b")
_CENTURY = re.compile(r"(?<=[IVX]e)( )(?=siècle)")
_HOUR = re.compile(
    r"(?<![\w:.,/])(?:[01]?\d|2[0-4])(?P<before>[ \u00a0\u202f]?)(?P<h>[hH])"
    r"(?:(?P<after>[ \u00a0\u202f]?)[0-5]\d)?(?!\w)"
)
_LONG = re.compile(r"(?<![\w.,:/#°+-])(?<!\(\d\d\) )[1-9]\d{4,15}(?![\w/:-]|[.,]\w*[-/])")
_GROUPED = re.compile(r"(?<![\w.,:/#°+-])(?<!\d[ \u00a0\u202f])[1-9]\d{0,2}(?: \d{3})+(?![\w]|[ \u00a0\u202f]\d)")
#: Words before a number that names something.
_NAMING = re.compile(
    r"(?:n°|n[°º]|\b(?:numéro|réf\.?|référence|dossier|code(?: postal)?|CP|SIREN|SIRET|RCS|ISBN|ISSN|BP|CS|tél\.?"
    r"|téléphone|fax|article|loi|décret))[\s:]*(?:[A-Z][\w-]*\s)?$",
    re.IGNORECASE,
)
#: Words before a number that names something, a few others between them: « ID de la réunion Zoom : ».
_NAMING_FROM_AFAR = re.compile(
    r"\b(?:ID|identifiant|mot de passe|mdp|PIN|code|agrément|licence|habilitation|immatriculation|matricule|numéro"
    r"|IBAN|RIB|BIC|TVA|SIREN|SIRET|RNA|UAI|FINESS|IDCC|déclaration d’activité|commande|facture|devis|dossier"
    r"|référence|badge|téléphone|tél|fax|mobile|portable|standard|appele[rz](?:[ -]\w+)? au?|appele[rz] le|composez"
    r"|SMS|WhatsApp)\b[^.!?;\d\n]{0,30}$",
    re.IGNORECASE,
)
#: What is counted follows: a unit, or a word.
_COUNTED = re.compile(r"[ \u00a0\u202f]?(?:[%‰€$£]|[a-zà-ÿ])")
#: Digits of a number that nobody counts with, unless it is said what.
_IDENTIFIER = 9
#: A town follows a postcode.
_TOWN = re.compile(r"[\s,]+[^\W\d_a-zà-ÿ]|\s*\)")
_DAY = re.compile(r"(?:19|20)\d{6}")
_SIREN_DIGITS = 9


def ordinals(text: str, _profile: Profile) -> Iterator[Edit]:
    """Write `1re`, `2e`, `XXIe`, never `1ère`, `2ème`."""
    yield from replaced(_FEMININE, r"1re\1", text)
    yield from replaced(_ORDINAL, r"\1e\2", text)
    yield from replaced(_FIRST, "1er", text)
    yield from (Edit(*match.span(), HARD) for match in _CENTURY.finditer(text))


def hours(text: str, profile: Profile) -> Iterator[Edit]:
    """Set `14h30` as `14 h 30`."""
    if not profile.hours:
        return
    for match in _HOUR.finditer(text):
        if match["before"] in ("", " "):
            yield Edit(*match.span("before"), HARD)
        if match["h"] == "H":
            yield Edit(*match.span("h"), "h")
        if match["after"] in ("", " "):
            yield Edit(*match.span("after"), HARD)


def thousands(text: str, _profile: Profile) -> Iterator[Edit]:
    """Set `10000` as `10 000`; four digits may be a year, and five before a town are a postcode."""
    for match in _LONG.finditer(text):
        if not _names(text, match):
            yield from (Edit(place, place, FINE) for place in range(match.end() - 3, match.start(), -3))
    for match in _GROUPED.finditer(text):
        if not _names(text, match):
            gaps = (match.start() + place for place, sign in enumerate(match.group()) if sign == " ")
            yield from (Edit(place, place + 1, FINE) for place in gaps)


def _names(text: str, match: re.Match[str]) -> bool:
    """Say whether a number names something instead of counting."""
    digits = match.group().replace(" ", "")
    before, after = text[max(0, match.start() - 40) : match.start()], text[match.end() :]
    return bool(
        _NAMING.search(before)
        or _NAMING_FROM_AFAR.search(before)
        or (len(digits) >= _IDENTIFIER and not _COUNTED.match(after))
        or (len(digits) == 5 and _TOWN.match(after))
        or (_DAY.fullmatch(digits) and match.group() == digits)
        or (len(digits) == _SIREN_DIGITS and luhn.is_valid(digits))
    )
