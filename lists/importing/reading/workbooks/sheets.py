"""What the sheets of an .xlsx hold beside values: how far they reach, hidden lines, formulas that failed. Pure.

The library that reads values makes room for every cell between the first and the last, and gives a formula in error,
or one that was never computed, as an empty cell. So each sheet is looked at first. Refuses one that reaches too far.
"""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, field

from lists import errors
from lists.importing.reading.candidates import FORMULA, runs
from lists.importing.reading.workbooks import bounds, xml_parts
from runtime.language import _

_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
_TRUE = ("1", "true")
#: More cells without a result: the whole sheet was never computed.
_MOST_UNCOMPUTED = 10_000
_LONGEST_FORMULA = 80


@dataclass
class Sheet:
    """One sheet, without its values."""

    #: Runs of lines that are not shown.
    hidden: tuple[range, ...] = ()
    #: What stands in cells whose formula failed: line and column, both from 1.
    failed: dict[tuple[int, int], str] = field(default_factory=dict)


class Sheets:
    """The sheets of a workbook, by name."""

    def __init__(self, archive: zipfile.ZipFile, name: str) -> None:
        self._archive, self._name = archive, name
        self._parts = {part.casefold(): part for part in archive.namelist()}
        self._paths = self._found()
        self._cells = 0

    def look(self, title: str) -> Sheet:
        """Return what a sheet holds beside values.

        Raises:
            errors.FileRefused: it reaches too far, alone or with those looked at before, or cannot be read.
        """
        path = self._paths.get(title, "")
        if path.casefold() not in self._parts:
            raise bounds.unreadable(self._name)
        scan = _Scan(self._name, title)
        part = self._parts[path.casefold()]
        xml_parts.parse(self._archive, part, self._name, start=scan.start, end=scan.end, text=scan.text)
        self._cells += scan.area
        if self._cells > bounds.MOST_CELLS:
            raise bounds.too_large(self._name, title, scan.last_row, scan.last_column)
        return Sheet(runs(scan.hidden), scan.failed)

    def _found(self) -> dict[str, str]:
        """Return the path of each sheet: the workbook gives it a number, which another part turns into a path."""
        named: dict[str, str] = {}
        targets: dict[str, str] = {}

        def sheet(tag: str, attributes: dict[str, str]) -> None:
            if tag == "sheet":
                named.setdefault(attributes.get("name", ""), xml_parts.local(attributes, "id"))

        def relation(tag: str, attributes: dict[str, str]) -> None:
            if tag == "Relationship":
                targets[attributes.get("Id", "")] = attributes.get("Target", "")

        for path, start in (("xl/workbook.xml", sheet), ("xl/_rels/workbook.xml.rels", relation)):
            xml_parts.parse(self._archive, self._parts.get(path, path), self._name, start=start)
        return {title: _absolute(targets[key]) for title, key in named.items() if key in targets}


def _absolute(target: str) -> str:
    return target.removeprefix("/") if target.startswith(("/", "xl/")) else f"xl/{target}"


class _Scan:
    """One pass through a sheet."""

    def __init__(self, name: str, title: str) -> None:
        self._name, self._title = name, title
        self.hidden: list[int] = []
        self.failed: dict[tuple[int, int], str] = {}
        self.last_row = self.last_column = 0
        self._first_row = self._first_column = 0
        self._row = self._column = 0
        self._kind = self._formula = self._value = ""
        self._inside = ""
        self._has_formula = False

    @property
    def area(self) -> int:
        """The cells between the first and the last that hold something."""
        if not self._first_row:
            return 0
        return (self.last_row - self._first_row + 1) * (self.last_column - self._first_column + 1)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "row":
            self._begin_row(attributes)
        elif tag == "c":
            self._begin_cell(attributes)
        elif tag in ("f", "v", "is") and self._column:
            self._inside = tag
            self._has_formula |= tag == "f"
            self._reach()

    def text(self, words: str) -> None:
        if self._inside == "f":
            self._formula += words
        elif self._inside == "v":
            self._value += words

    def end(self, tag: str) -> None:
        if tag == "c":
            self._end_cell()
        elif tag == self._inside:
            self._inside = ""

    def _begin_row(self, attributes: dict[str, str]) -> None:
        said = attributes.get("r", "")
        if said and not (said.isascii() and said.isdigit() and len(said) <= 7):
            raise bounds.unreadable(self._name)
        self._row = int(said) if said else self._row + 1
        self._column = 0
        if attributes.get("hidden") in _TRUE:
            self.hidden.append(self._row)

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        said = attributes.get("r", "")
        if said:
            found = _REFERENCE.fullmatch(said)
            if found is None:
                raise bounds.unreadable(self._name)
            self._column, self._row = _number(found[1]), int(found[2])
        else:
            self._column += 1
        self._kind, self._formula, self._value = attributes.get("t", ""), "", ""
        self._has_formula = False

    def _reach(self) -> None:
        row, column = self._row, self._column
        self._first_row = min(self._first_row or row, row)
        self._first_column = min(self._first_column or column, column)
        self.last_row, self.last_column = max(self.last_row, row), max(self.last_column, column)
        if self.area > bounds.MOST_CELLS or row > bounds.MOST_ROWS or column > bounds.MOST_COLUMNS:
            raise bounds.too_large(self._name, self._title, self.last_row, self.last_column)

    def _end_cell(self) -> None:
        if self._kind == "e":
            self.failed[self._row, self._column] = self._value or "#N/A"
        elif self._has_formula and not self._value and self._kind != "str":
            # With the type « str » an empty value is a result: =IF(A2="","",A2).
            self.failed[self._row, self._column] = f"{FORMULA}={self._formula[:_LONGEST_FORMULA] or '…'}"
        if len(self.failed) > _MOST_UNCOMPUTED:
            reason = _(
                "les formules de la feuille « {title} » n’ont pas de résultat : ouvrez le classeur dans le tableur, "
                "enregistrez-le, puis recommencez"
            )
            raise errors.FileRefused(name=self._name, reason=reason.format(title=self._title))


def _number(column: str) -> int:
    found = 0
    for letter in column:
        found = 26 * found + ord(letter) - ord("A") + 1
    return found
