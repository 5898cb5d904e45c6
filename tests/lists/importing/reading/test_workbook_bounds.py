"""Workbooks of a few octets that ask for more memory, or time, than there is."""

from __future__ import annotations

import io
import zipfile

import pytest

from lists import errors
from lists.importing.reading import workbooks
from tests.lists.importing.reading.workbook_files import cell, ods_of, row, written, xlsx_of

_EMAIL = written("A1", "E-mail")
_MANY = "100000000"
#: What they ask for -> the cell that the sentence must name.
TOO_LARGE = {
    "a cell in the last corner": (
        xlsx_of(f'<row r="1">{_EMAIL}</row><row r="1048576">{written("XFD1048576", "x")}</row>'), "XFD1048576",
    ),
    "a wide line and a deep column": (
        xlsx_of(f'<row r="1">{written("XFD1", "x")}</row><row r="100000">{written("A100000", "x")}</row>'),
        "XFD100000",
    ),
    "a cell outside of every sheet": (xlsx_of(f'<row r="9999999">{written("A9999999", "x")}</row>'), "A9999999"),
    "a line a hundred million times": (
        ods_of(row(cell("E-mail"), more=f'table:number-rows-repeated="{_MANY}"')), "A100000000",
    ),
    "a cell a hundred million times": (
        ods_of(row(cell("E-mail", f'table:number-columns-repeated="{_MANY}"'))), "HJUNYV1",
    ),
    "empty lines a hundred million times": (
        ods_of(row(cell("E-mail")), row(more=f'table:number-rows-repeated="{_MANY}"'), row(cell("x"))), "A100000002",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", TOO_LARGE)
def test_a_sheet_that_reaches_too_far_is_refused_before_it_is_unfolded(kind: str) -> None:
    """With the cell that nobody sees at the other end of the sheet."""
    raw, far = TOO_LARGE[kind]
    with pytest.raises(errors.FileRefused) as refused:
        workbooks.read(raw, "liste")
    assert f"jusqu’à la cellule {far}," in str(refused.value)


@pytest.mark.timeout(20)
@pytest.mark.parametrize("ranges", ['<mergeCell ref="A1:A4294967295"/>', '<mergeCell ref="A1:A1048576"/>' * 2000])
def test_merged_cells_end_where_the_data_ends(ranges: str) -> None:
    """However far, and however often, they are said to reach."""
    rows = f'<row r="1">{_EMAIL}</row><row r="2">{written("B2", "x")}</row>'
    [sheet] = workbooks.read(xlsx_of(rows, f"<mergeCells>{ranges}</mergeCells>"), "liste")
    assert list(sheet.records()) == [(1, ["E-mail", ""]), (2, ["E-mail", "x"])]


def test_a_merged_cell_makes_no_lines(bounded: bytes) -> None:
    """It gives its text to lines that hold something else."""
    [sheet] = workbooks.read(bounded, "liste")
    assert [cells for _line, cells in sheet.records() if any(cells)] == [["E-mail"]]


@pytest.fixture
def bounded() -> bytes:
    """A cell merged over a hundred million lines, and a million empty ones."""
    spanned = row(cell("E-mail", f'table:number-rows-spanned="{_MANY}"'))
    return ods_of(spanned, row(more='table:number-rows-repeated="1000000"'))


def test_a_document_type_is_refused() -> None:
    """Its entities could grow without end."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("content.xml", '<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>')
    with pytest.raises(errors.FileRefused) as refused:
        workbooks.read(held.getvalue(), "liste")
    assert "classeur lisible" in str(refused.value)
