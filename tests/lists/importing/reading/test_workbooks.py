"""Spreadsheets, written by real spreadsheet writers and read as if they had been saved as CSV."""

from __future__ import annotations

from datetime import date

import pytest
import sqlalchemy
import xlsxwriter
from sqlmodel import Session, col, select

from lists import errors
from lists.importing.reading import workbooks
from lists.models import Contact, Organisation, Signature
from tests.lists.importing.conftest import Bring
from tests.lists.importing.reading import workbook_files


def _signatories(book: xlsxwriter.Workbook) -> None:
    """A sheet as officers make them: a title, merged cells, numbers, days, a total, and another sheet."""
    sheet = book.add_worksheet("Signataires")
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    sheet.merge_range(1, 1, 1, 6, "Signataires au 30 septembre 2009")
    headings = ["SIRET", "Dénomination", "Code postal", "Date de signature", "E-mail", "Effectif"]
    sheet.write_row(3, 1, headings)
    sheet.merge_range(4, 1, 5, 1, 10000800010)
    sheet.merge_range(4, 2, 5, 2, "Œuvrard & Fils")
    for row, email in ((4, "zoe@o.example"), (5, "loic@o.example")):
        sheet.write_number(row, 3, 1000)
        sheet.write_datetime(row, 4, date(2009, 6, 16), day)
        sheet.write_string(row, 5, email)
        sheet.write_number(row, 6, 35)
    sheet.write_row(6, 1, ["TOTAL", 1])
    book.add_worksheet("Brouillon").write(0, 0, "À revoir")
    book.add_worksheet("Cachée").hide()


def test_a_sheet_is_read_as_its_csv_would_be(session: Session, bring: Bring) -> None:
    """Numbers without `.0`, lost zeros given back, days as days, cells that are merged downwards on each line."""
    report = bring(workbook_files.xlsx(_signatories))
    company = session.exec(select(Organisation)).one()
    said = company.siret, company.name, company.postcode, company.size
    assert said == (
        "00010000800010",
        "Œuvrard & Fils",
        "01000",
        "12",
    )
    assert session.scalars(sqlalchemy.select(col(Contact.email)).order_by(col(Contact.email))).all() == [
        "loic@o.example",
        "zoe@o.example",
    ]
    assert session.exec(select(Signature)).one().signed_on == date(2009, 6, 16)
    assert (report.rows, report.created, report.rejected) == (2, 2, ())


def test_lines_and_sheets_that_are_left_out_are_said(bring: Bring) -> None:
    """A hidden sheet is nobody's; lines have the numbers that the spreadsheet shows."""
    report = bring(workbook_files.xlsx(_signatories))
    assert [(one.line, one.reason) for one in report.skipped] == [
        (0, "feuille «\u00a0Brouillon\u00a0» ignorée"),
        (1, "1 ligne vide"),
        (2, "titre au-dessus des en-têtes"),
        (3, "1 ligne vide"),
        (7, "ligne de total"),
    ]
    assert {one.line for one in report.corrected} == {5, 6}


def test_the_second_time_nothing_changes(bring: Bring) -> None:
    """For a spreadsheet too."""
    file = workbook_files.xlsx(_signatories)
    bring(file)
    assert bring(file).unchanged == 2


def test_libreoffice_files_are_read(session: Session, bring: Bring) -> None:
    """The same table in an .ods."""
    bring(workbook_files.ods([["SIREN", "Dénomination"], ["100008", "Cœur d’Éclaircie"]]))
    assert session.exec(select(Organisation.name)).all() == ["Cœur d’Éclaircie"]


def test_objections_may_stand_in_a_sheet_without_headings(bring: Bring) -> None:
    """One address a line."""
    report = bring(
        workbook_files.xlsx(lambda book: book.add_worksheet().write_column(0, 0, ["x@o.example", "y@o.example"])),
        "objections",
    )
    assert report.created == 2


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"PK\x03\x04\x14\0", "archive endommagée"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "classeur lisible"),
        (workbook_files.xlsx(lambda book: book.add_worksheet().write(0, 0, "Bonjour")), "en-têtes"),
    ],
)
def test_what_is_no_table_is_refused(bring: Bring, raw: bytes, words: str) -> None:
    """One sentence says what to do."""
    with pytest.raises(errors.FileRefused) as refused:
        bring(raw)
    assert words in str(refused.value)


def test_an_archive_that_swells_is_refused_before_it_is_opened(monkeypatch: pytest.MonkeyPatch, bring: Bring) -> None:
    """What it would weigh is written in it."""
    monkeypatch.setattr(workbooks, "_LARGEST", 1000)
    with pytest.raises(errors.FileRefused) as refused:
        bring(workbook_files.xlsx(_signatories))
    assert "500 Mo" in str(refused.value)
