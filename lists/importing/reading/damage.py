"""Why the value of a cell must be damaged: a formula in error, signs that were lost, the cells of neighbours. Pure.

Refuses to mend it: what was meant is in the file that it came from.
"""

from __future__ import annotations

import re

from lists.importing.reading.candidates import FORMULA
from runtime.language import _

#: In French and in English, of Excel and of LibreOffice; and a column that was too narrow for its number.
_FORMULA_ERROR = re.compile(
    r"#[A-ZÀ-Ý/0-9_]+ ?[!?]|#N ?/ ?[AD]|#(GETTING_DATA|SPILL|CALC|FIELD)|#{3,}|Err ?: ?\d{3}", re.IGNORECASE
)
#: UTF-8 that was read as cp1252 and written as UTF-8 again: é as Ã©, ’ as â€™, œ as Å“.
_TWICE_ENCODED = re.compile(
    "(Ã[\u0080-\u00bf\u0152-\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]|Â[«»°·²]|â€.|Å[“’¸])"
)
#: What nobody writes an address into, beside something else.
_OF_ONE = frozenset(
    ("civility", "first_name", "last_name", "function", "phone", "organisation_phone", "name", "commune")
)
_NEXT_CELL = re.compile(r"[;|].*@|@.*[;|]")
#: Longer than any name, address or function.
_LONGEST = 500


def found(text: str) -> str | None:
    """Return why the value of a cell must be damaged, else `None`."""
    if text.startswith(FORMULA):
        return _("cette formule n’a pas de résultat : ouvrez le classeur dans le tableur, puis enregistrez-le")
    if not text.isprintable():
        return _("cette cellule contient un caractère de contrôle")
    if _FORMULA_ERROR.fullmatch(text):
        return _("la formule de cette cellule est en erreur")
    if len(text) > _LONGEST:
        return _("cette cellule est trop longue")
    return None if text.isascii() else _lost_signs(text)


def strangers(name: str, text: str) -> str | None:
    """Return why a cell of one thing seems to hold the next cells too, with somebody's address, else `None`."""
    if name in _OF_ONE and _NEXT_CELL.search(text):
        return _("cette cellule en contient plusieurs, avec une adresse électronique : un guillemet est-il de trop ?")
    return None


def _lost_signs(text: str) -> str | None:
    if "\ufffd" in text:
        return _("le signe « \ufffd » tient la place d’une lettre perdue : repartez du fichier d’origine")
    if _TWICE_ENCODED.search(text):
        reason = _("le fichier a été converti deux fois{meant} : repartez du fichier d’origine")
        meant = _meant(text)
        return reason.format(meant=_(" (« {good} » ?)").format(good=meant) if meant else "")
    return None


def _meant(text: str) -> str | None:
    try:
        return text.encode("cp1252").decode()
    except UnicodeError:
        return None
