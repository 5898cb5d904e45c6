"""Tables as files: what French Excel expects, and no cell that acts."""

from __future__ import annotations

import io

import pytest
import python_calamine

from runtime import spreadsheets
from runtime.spreadsheets import Table


def test_csv_is_what_french_excel_opens() -> None:
    """UTF-8 with its mark, semicolons, CRLF, a comma in numbers; nothing is empty."""
    raw = spreadsheets.csv_rows(("Nom", "Part"), [("Évry ; « Œuvrard »", 0.25), (None, 12)])

    assert raw.decode("utf-8-sig") == 'Nom;Part\r\n"Évry ; « Œuvrard »";0,25\r\n;12\r\n'
    assert raw.startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("text", ["=1+1", "+33 1", "-2", "@SUM(A1)", "\t=1", "＝1"])
def test_no_text_is_a_formula(text: str) -> None:
    """It stands behind an apostrophe."""
    assert spreadsheets.csv_rows((text,), []).decode("utf-8-sig").lstrip('"').startswith(f"'{text}")


def test_a_workbook_keeps_text_as_text_and_numbers_as_numbers() -> None:
    """A formula in a title is a title; a name that no sheet may have is cut."""
    table = Table(
        "Titres : [2009/2010] et tout ce qui suit", ("Titre", "Clics"), (("=1+1", 3), ("https://a.example", 4))
    )
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(spreadsheets.xlsx([table])))

    assert book.get_sheet_by_index(0).to_python() == [["Titre", "Clics"], ["=1+1", 3], ["https://a.example", 4]]
    assert len(book.sheet_names[0]) <= 31


def test_no_cell_acts_on_a_terminal() -> None:
    """A name may be anybody's; a CSV is also read there."""
    table = Table("Noms", ("Nom",), (("Zoé\x1b[2J",),))

    assert "Zoé\ufffd[2J" in spreadsheets.csv_rows(table.head, table.rows).decode("utf-8-sig")
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(spreadsheets.xlsx([table])))
    assert book.get_sheet_by_index(0).to_python() == [["Nom"], ["Zoé\ufffd[2J"]]
