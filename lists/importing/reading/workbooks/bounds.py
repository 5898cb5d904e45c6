"""How large a sheet may be, whatever its few octets ask for; and the sentences that refuse. Pure."""

from __future__ import annotations

from lists import errors
from runtime.language import _

#: Lines times columns, of all sheets together: 100,000 readers with 50 columns. A program keeps empty cells too.
MOST_CELLS = 5_000_000
#: Of one sheet, as in Excel and LibreOffice.
MOST_ROWS = 1_048_576
MOST_COLUMNS = 16_384


def unreadable(name: str) -> errors.FileRefused:
    """Return the refusal of a workbook that cannot be read."""
    reason = _("ce n’est pas un classeur lisible, ouvrez-le dans le tableur et enregistrez-le au format .xlsx ou CSV")
    return errors.FileRefused(name=name, reason=reason)


def protected(name: str) -> errors.FileRefused:
    """Return the refusal of a workbook that has a password."""
    reason = _("ce classeur est protégé par un mot de passe, enlevez-le avant de l’importer")
    return errors.FileRefused(name=name, reason=reason)


def too_large(name: str, title: str, row: int, column: int) -> errors.FileRefused:
    """Return the refusal of a sheet that goes as far as a line and a column, both from 1."""
    reason = _(
        "la feuille « {title} » s’étend jusqu’à la cellule {cell}, trop loin pour une liste : supprimez les cellules "
        "isolées, ou copiez la liste dans une feuille neuve"
    )
    return errors.FileRefused(name=name, reason=reason.format(title=title, cell=f"{letters(column)}{row}"))


def letters(column: int) -> str:
    """Return the letters of a column, from 1: `A`, `Z`, `AA`."""
    found = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        found = chr(ord("A") + rest) + found
    return found
