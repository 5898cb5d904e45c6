"""Workbooks of LibreOffice (.ods), read as their XML streams by (OpenDocument 1.2, part 1, section 9). Pure.

A line or a cell that is repeated counts as often as it says, within bounds. Refuses documents that are no spreadsheet.
"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass, field
from functools import partial

from lists import errors
from lists.importing.reading.candidates import FORMULA, Candidate, Record, runs
from lists.importing.reading.workbooks import bounds, xml_parts
from runtime.language import _

_KIND = "mimetype"
_SPREADSHEET = b"application/vnd.oasis.opendocument.spreadsheet"
_LONGEST_FORMULA = 80
#: A line costs memory too, however few cells it has.
_NARROWEST = 10
_CELLS = ("table-cell", "covered-table-cell")
#: What is written beside a cell, not in it.
_BESIDE = ("annotation", "shapes", "tracked-changes", "dde-links")
#: What a formula in error shows, whatever its value is said to be.
_ERRORS = ("#", "Err:")
_BREAKS = {"tab": "\t", "line-break": "\n", "s": " "}


def is_one(archive: zipfile.ZipFile) -> bool:
    """Tell whether an archive is a document of LibreOffice."""
    return "content.xml" in archive.namelist()


def read(archive: zipfile.ZipFile, name: str) -> list[Candidate]:
    """Return every visible sheet.

    Raises:
        errors.FileRefused: it is another kind of document, protected by a password, damaged or too large.
    """
    if _KIND in archive.namelist() and not archive.read(_KIND).startswith(_SPREADSHEET):
        raise errors.FileRefused(name=name, reason=_("ce document n’est pas un classeur"))
    if _is_protected(archive, name):
        raise bounds.protected(name)
    reading = _Reading(name)
    xml_parts.parse(archive, "content.xml", name, start=reading.start, end=reading.end, text=reading.text)
    return [
        Candidate(sheet.title, partial(iter, sheet.records), runs(sheet.hidden))
        for sheet in reading.sheets
        if sheet.style not in reading.unseen
    ]


def _is_protected(archive: zipfile.ZipFile, name: str) -> bool:
    found: list[str] = []

    def start(tag: str, _attributes: dict[str, str]) -> None:
        if tag == "encryption-data":
            found.append(tag)

    if "META-INF/manifest.xml" in archive.namelist():
        xml_parts.parse(archive, "META-INF/manifest.xml", name, start=start)
    return bool(found)


@dataclass
class _Sheet:
    title: str
    style: str
    records: list[Record] = field(default_factory=list)
    hidden: list[int] = field(default_factory=list)
    #: Lines so far.
    height: int = 0
    #: For each column that is merged downwards: the text, and the last line that has it.
    merged: dict[int, tuple[str, int]] = field(default_factory=dict)


@dataclass
class _Cell:
    repeated: int
    #: How many lines it covers.
    lines: int
    #: Its value as the file keeps it beside the text that is shown; `None` when only the text counts.
    value: str | None
    #: Of a cell that has no result.
    formula: str
    paragraphs: list[str] = field(default_factory=list)

    @property
    def said(self) -> str:
        """What the cell says."""
        shown = "\n".join(self.paragraphs)
        if self.formula and not self.paragraphs:
            return f"{FORMULA}={self.formula[:_LONGEST_FORMULA]}"
        is_shown = self.value is None or shown.startswith(_ERRORS)
        return shown if is_shown else self.value or ""


class _Reading:
    """One pass through a document."""

    def __init__(self, name: str) -> None:
        self._name = name
        self.sheets: list[_Sheet] = []
        #: Styles of sheets that are not shown.
        self.unseen: set[str] = set()
        self._style = ""
        self._cells: list[tuple[int, str, int]] = []
        self._cell: _Cell | None = None
        self._repeated, self._is_hidden = 1, False
        self._is_text = False
        self._beside = 0
        self._held = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if self._beside or tag in _BESIDE:
            self._beside += 1
        elif tag == "style":
            self._style = xml_parts.local(attributes, "name")
        elif tag == "table-properties" and xml_parts.local(attributes, "display") == "false":
            self.unseen.add(self._style)
        elif tag == "table":
            self.sheets.append(_Sheet(xml_parts.local(attributes, "name"), xml_parts.local(attributes, "style-name")))
        elif tag == "table-row":
            self._cells = []
            self._repeated = _count(attributes.get("table:number-rows-repeated"))
            self._is_hidden = attributes.get("table:visibility") in ("collapse", "filter")
        elif tag in _CELLS:
            self._cell = _cell(attributes)
        elif self._cell is not None:
            self._write(tag, attributes)

    def end(self, tag: str) -> None:
        if self._beside:
            self._beside -= 1
        elif tag in _CELLS and self._cell is not None:
            cell, self._cell = self._cell, None
            # What lies under a merged cell is not shown.
            self._cells.append((cell.repeated, cell.said if tag == _CELLS[0] else "", cell.lines))
        elif tag == "table-row" and self.sheets:
            self._end_row(self.sheets[-1])
        elif tag in ("p", "h"):
            self._is_text = False

    def text(self, words: str) -> None:
        if self._is_text and not self._beside and self._cell is not None:
            self._cell.paragraphs[-1] += words

    def _write(self, tag: str, attributes: dict[str, str]) -> None:
        assert self._cell is not None
        if tag in ("p", "h"):
            self._cell.paragraphs.append("")
            self._is_text = True
        elif self._is_text and tag in _BREAKS:
            times = min(_count(attributes.get("text:c")), 100) if tag == "s" else 1
            self._cell.paragraphs[-1] += _BREAKS[tag] * times

    def _end_row(self, sheet: _Sheet) -> None:
        """Add a line as often as it is repeated; empty ones at the end are never added."""
        while self._cells and not self._cells[-1][1]:
            self._cells.pop()
        row = sheet.height + 1
        sheet.height += self._repeated
        if self._is_hidden and self._cells:
            sheet.hidden += range(row, min(sheet.height, bounds.MOST_ROWS) + 1)
        if not self._cells:
            return
        width = sum(repeated for repeated, _text, _lines in self._cells)
        self._held += self._repeated * max(width, _NARROWEST)
        if self._held > bounds.MOST_CELLS or sheet.height > bounds.MOST_ROWS or width > bounds.MOST_COLUMNS:
            raise bounds.too_large(self._name, sheet.title, sheet.height, max(width, 1))
        missing = row - 1 - len(sheet.records)
        sheet.records += [(len(sheet.records) + rank, []) for rank in range(1, missing + 1)]
        first = self._spread(sheet, row)
        sheet.records.append((row, first))
        sheet.records += [
            (number, self._spread(sheet, number) if sheet.merged else first)
            for number in range(row + 1, sheet.height + 1)
        ]

    def _spread(self, sheet: _Sheet, number: int) -> list[str]:
        """Return the cells of one line, with what hangs down from merged cells above."""
        cells: list[str] = []
        for repeated, said, lines in self._cells:
            if lines > 1:
                sheet.merged[len(cells)] = said, number + lines - 1
            cells += [said] * repeated
        for column, (said, last) in sorted(sheet.merged.items()):
            if number > last:
                del sheet.merged[column]
            elif column >= len(cells):
                cells += [""] * (column - len(cells)) + [said]
            elif not cells[column]:
                cells[column] = said
        return cells


def _cell(attributes: dict[str, str]) -> _Cell:
    return _Cell(
        repeated=_count(attributes.get("table:number-columns-repeated")),
        lines=_count(attributes.get("table:number-rows-spanned")),
        value=_value(attributes),
        formula="" if "office:value-type" in attributes else attributes.get("table:formula", "").rpartition("of:=")[2],
    )


def _value(attributes: dict[str, str]) -> str | None:
    """Return a number without its `.0`, a day in ISO, oui or non; `None` for text, a formula in error among it."""
    match attributes.get("office:value-type"):
        case "float" | "percentage" | "currency":
            return _number(attributes.get("office:value", ""))
        case "date":
            return attributes.get("office:date-value", "").removesuffix("T00:00:00")
        case "boolean":
            return "oui" if attributes.get("office:boolean-value") == "true" else "non"
    return attributes.get("office:string-value") or None


def _number(text: str) -> str:
    try:
        number = float(text)
    except ValueError:
        return text
    return str(int(number)) if number.is_integer() and abs(number) < 1e15 else text


def _count(text: str | None) -> int:
    """Return how often something is repeated; an absurd number stays one, too large for the bounds."""
    if text is None or not (text.isascii() and text.isdigit()):
        return 1
    return max(int(text[:12]), 1)
