"""What a spreadsheet holds and does not show, or shows and does not hold: each is said."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import sqlalchemy
import xlsxwriter
from sqlmodel import Session, col, select

from lists import errors
from lists.models import Contact, Organisation
from tests.lists.importing.conftest import Bring
from tests.lists.importing.reading import workbook_files
from tests.lists.importing.reading.workbook_files import cell, ods_of, row, written, xlsx_of

HEADINGS = ("Nom", "Fonction", "E-mail")


def _xlsx(fill: Callable[[xlsxwriter.worksheet.Worksheet], None]) -> bytes:
    """Return a list of three people, then changed by a function."""

    def write(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("Liste")
        sheet.write_row(0, 0, HEADINGS)
        for number in (1, 2, 3):
            sheet.write_row(number, 0, (f"Martin{number}", "Adjointe", f"p{number}@o.example"))
        fill(sheet)

    return workbook_files.xlsx(write)


def _emails(session: Session) -> list[str]:
    return list(session.scalars(sqlalchemy.select(col(Contact.email)).order_by(col(Contact.email))))


@pytest.mark.parametrize("shown", ["#N/A", "#REF!", "#NOM?", "#VALEUR !", "#DIV/0!", "Err:508", "####"])
@pytest.mark.parametrize("column", range(3))
def test_a_formula_in_error_refuses_its_line(session: Session, bring: Bring, shown: str, column: int) -> None:
    """In whatever column; nothing is silently emptied."""
    cells = ["Martin", "Adjointe", "p@o.example"]
    cells[column] = shown
    report = bring(f"{';'.join(HEADINGS)}\n{';'.join(cells)}\n", "contacts")
    assert [(one.line, one.field, one.value) for one in report.rejected] == [(2, HEADINGS[column], shown)]
    assert "en erreur" in report.rejected[0].reason


def test_a_formula_in_error_of_excel_is_seen(session: Session, bring: Bring) -> None:
    """The library gives it as an empty cell."""
    report = bring(_xlsx(lambda sheet: sheet.write_formula(2, 2, "=VLOOKUP(1,Z:Z,1,0)", None, "#N/A")), "contacts")
    assert [(one.line, one.field, one.value) for one in report.rejected] == [(3, "E-mail", "#N/A")]
    assert _emails(session) == ["p1@o.example", "p3@o.example"]


def test_a_formula_without_result_is_seen(session: Session, bring: Bring) -> None:
    """A program wrote the workbook, and no spreadsheet has computed it; an empty text is a result."""
    rows = (
        f'<row r="1">{written("A1", "Nom")}{written("B1", "E-mail")}</row>'
        f'<row r="2"><c r="A2"><f>C2</f><v></v></c>{written("B2", "p2@o.example")}</row>'
        f'<row r="3"><c r="A3" t="str"><f>C3</f><v></v></c>{written("B3", "p3@o.example")}</row>'
    )
    report = bring(xlsx_of(rows), "contacts")
    assert [(one.line, one.field, one.value) for one in report.rejected] == [(2, "Nom", "=C2")]
    assert "pas de résultat" in report.rejected[0].reason
    assert _emails(session) == ["p3@o.example"]


def test_an_ods_has_its_failed_formulas_too(bring: Bring) -> None:
    """One in error, and one that was never computed."""
    failed = '<table:table-cell table:formula="of:=[.C2]"/>'
    report = bring(
        ods_of(
            row(cell("Nom"), cell("E-mail")),
            row(failed, cell("p2@o.example")),
            row(cell("#N/A", 'office:string-value="" table:formula="of:=NA()"'), cell("p3@o.example")),
        ),
        "contacts",
    )
    assert [(one.line, one.value) for one in report.rejected] == [(2, "=[.C2]"), (3, "#N/A")]


def test_lines_that_excel_does_not_show_are_said(session: Session, bring: Bring) -> None:
    """The officer hid or filtered them, and they come in."""

    def hide(sheet: xlsxwriter.worksheet.Worksheet) -> None:
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_row(3, None, None, {"hidden": True})

    report = bring(_xlsx(hide), "contacts")
    assert [(one.line, "2 lignes masquées" in one.reason) for one in report.doubtful] == [(3, True)]
    assert len(_emails(session)) == 3


@pytest.mark.parametrize("how", ["collapse", "filter"])
def test_lines_that_libreoffice_does_not_show_are_said(bring: Bring, how: str) -> None:
    """Hidden, or filtered out."""
    unseen = row(cell("p3@o.example"), more=f'table:visibility="{how}"')
    report = bring(ods_of(row(cell("E-mail")), row(cell("p2@o.example")), unseen), "contacts")
    assert [(one.line, "masquée" in one.reason) for one in report.doubtful] == [(3, True)]


def test_merged_cells_of_an_ods_are_filled(session: Session, bring: Bring) -> None:
    """As those of an .xlsx; what lies under them is not shown, and not read; a comment is no value."""
    note = "<office:annotation><text:p>à revoir</text:p></office:annotation>"
    report = bring(
        ods_of(
            row(cell("SIREN"), cell("Dénomination"), cell("E-mail")),
            row(cell("000100008", 'table:number-rows-spanned="2"'), cell("Ombelle"), cell("a@o.example")),
            row(cell("vieux", kind="covered-table-cell"), cell("Ombelle").replace("<text:p>", f"{note}<text:p>"),
                cell("b@o.example")),
        )
    )  # fmt: skip
    assert report.rejected == ()
    assert session.exec(select(Organisation.name)).all() == ["Ombelle"]
    assert _emails(session) == ["a@o.example", "b@o.example"]


def test_numbers_and_days_of_an_ods_are_values(bring: Bring) -> None:
    """Whatever format the sheet shows them in; a hidden sheet is nobody's."""
    number = (
        '<table:table-cell office:value-type="float" office:value="100008"><text:p>100 008</text:p></table:table-cell>'
    )
    day = (
        '<table:table-cell office:value-type="date" office:date-value="2009-06-16"><text:p>mardi</text:p>'
        "</table:table-cell>"
    )
    unseen = f'<table:table table:name="Vieux" table:style-name="unseen">{row(cell("SIREN"))}</table:table>'
    head = row(cell("SIREN"), cell("Dénomination"), cell("Date de signature"))
    report = bring(ods_of(head, row(number, cell('A<text:s text:c="3"/>B'), day), before=unseen))
    assert (report.created, report.rejected, report.skipped) == (1, (), ())


@pytest.mark.parametrize(
    "text",
    ["<html><body><table><tr><td>E-mail</td></tr></table></body></html>", '<?xml version="1.0"?><Workbook/>'],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_page_under_another_name_is_named_as_such(bring: Bring, text: str, encoding: str) -> None:
    """With the way out; an address between angle brackets is none."""
    with pytest.raises(errors.FileRefused) as refused:
        bring(text.encode(encoding), "objections")
    assert ".xlsx" in str(refused.value)
    assert bring("<x@o.example>\n", "objections").created == 1


@pytest.mark.parametrize(
    ("text", "meant"), [("FranÃ§ois", "François"), ("LefÃ¨vre", "Lefèvre"), ("lâ€™Anse", "l’Anse"), ("Ren\ufffd", "")]
)
def test_letters_that_were_lost_refuse_their_line(bring: Bring, text: str, meant: str) -> None:
    """With what was meant, where it can be told."""
    report = bring(f"Nom;E-mail\n{text};p@o.example\n", "contacts")
    assert [(one.line, one.field) for one in report.rejected] == [(2, "Nom")]
    assert meant in report.rejected[0].reason
    assert "d’origine" in report.rejected[0].reason


def test_names_that_only_look_damaged_come_in(session: Session, bring: Bring) -> None:
    """Of Portugal, and in capitals."""
    names = ["JOÃO", "PÂRIS", "CHÂTEAU", "Ângelo", "GARÇÃO"]
    bring("Nom;E-mail\n" + "".join(f"{name};p{rank}@o.example\n" for rank, name in enumerate(names)), "contacts")
    assert set(session.exec(select(Contact.last_name))) == set(names)


@pytest.mark.parametrize("marks", ["\u202a{}\u202c", "\u2066{}\u2069", "\u061c{}", "{}\u180e", "\u200e{}"])
def test_marks_of_direction_are_taken_off(session: Session, bring: Bring, marks: str) -> None:
    """A page puts them around what is copied from it."""
    bring(f"Téléphone;E-mail\n{marks.format('+33 1 99 00 12 34')};{marks.format('p@o.example')}\n", "contacts")
    assert session.exec(select(Contact.phone)).all() == ["01 99 00 12 34"]
    assert _emails(session) == ["p@o.example"]


def test_cells_that_keep_their_zeros_by_a_formula_are_unwrapped(session: Session, bring: Bring) -> None:
    """As some exports write every cell."""
    report = bring('"SIREN";"Société";"E-mail"\n="000100008";="Ombelle";="p@o.example"\n')
    assert (report.created, report.rejected) == (1, ())
    assert session.exec(select(Organisation.siren)).all() == ["000100008"]
