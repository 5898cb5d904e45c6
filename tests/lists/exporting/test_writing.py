"""The bytes of an exported file."""

from __future__ import annotations

import io
import time
import zipfile

import pytest
import python_calamine
from hypothesis import given
from hypothesis import strategies as st

from lists.importing.reading import cell_text
from runtime import spreadsheets


def test_a_csv_is_one_that_french_excel_opens_right() -> None:
    """A mark, semicolons, CRLF; quotation marks where they are needed only."""
    assert spreadsheets.csv_rows(["Nom", "Ville"], [["Œuvre ; Fils", "Évry"]]) == (
        b'\xef\xbb\xbfNom;Ville\r\n"\xc5\x92uvre ; Fils";\xc3\x89vry\r\n'
    )


@pytest.mark.parametrize(
    ("cell", "back"),
    [
        *((cell, cell) for cell in ("=1+1", "+33 1", "-2", "@SUM(A1)", "＝1", "'=1", "''+1")),
        ("\tx", "' x"),  # no import leaves a tab in front, and none expects an apostrophe before one
    ],
)
def test_nothing_that_a_person_typed_becomes_a_formula(cell: str, back: str) -> None:
    """It gets an apostrophe, which the import takes off again."""
    written = spreadsheets.csv_rows(["Nom"], [[cell]]).decode("utf-8-sig").splitlines()[1].strip('"')
    assert written == f"'{cell}"
    assert cell_text.tidy(written) == back


@given(st.text(alphabet="'=+-@＝＋－＠ab1", min_size=1, max_size=8))
def test_the_apostrophe_of_the_export_is_the_one_that_the_import_takes_off(cell: str) -> None:
    """However many were there before."""
    written = spreadsheets.csv_rows(["Nom"], [[cell]]).decode("utf-8-sig").splitlines()[1]
    assert written[0] not in "=+-@＝＋－＠"
    assert cell_text.tidy(written) == cell


def test_a_workbook_holds_text_only(tmp_path: object) -> None:
    """A SIREN keeps its zeros, a formula is the text that it was."""
    raw = spreadsheets.xlsx(
        [spreadsheets.Table("Lecteurs", ("SIREN", "Nom", "Site"), (("000100008", "=1+1", "https://o.example"),))]
    )
    sheet = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(raw)).get_sheet_by_index(0)
    assert sheet.to_python() == [["SIREN", "Nom", "Site"], ["000100008", "=1+1", "https://o.example"]]


def test_a_workbook_bears_no_date(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same table is the same file, a year later too."""
    table = spreadsheets.Table("Lecteurs", ("Nom",), (("Zoé",),))
    first = spreadsheets.xlsx([table])
    later = time.time() + 400 * 86_400
    monkeypatch.setattr(time, "time", lambda: later)
    assert spreadsheets.xlsx([table]) == first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {member.date_time[0] for member in archive.infolist()} == {1980}
        assert b"2000-01-01T00:00:00Z" in archive.read("docProps/core.xml")
