"""A quotation mark that should not be there: nobody is swallowed by it, and nobody reads their neighbours."""

from __future__ import annotations

import pytest
import sqlalchemy
from sqlmodel import Session, col, select

from lists import errors
from lists.models import Contact, Organisation, Suppression
from tests.lists.importing.conftest import Bring

KINDS = ("companies", "contacts", "missions", "objections")
SEPARATORS = (";", ",", "\t")
HEADINGS = {
    "companies": ("SIREN", "Dénomination", "Prénom", "Nom", "E-mail"),
    "contacts": ("Civilité", "Fonction", "Prénom", "Nom", "E-mail"),
    "missions": ("Code", "Mission locale", "Prénom", "Nom", "E-mail"),
    "objections": ("E-mail", "Date", "Remarque", "Nom", "Prénom"),
}


def _table(kind: str, separator: str, stray: dict[int, str]) -> str:
    """Return four people, line 2 to 5; `stray` has what stands before and after the last name of a line."""
    lines = [separator.join(HEADINGS[kind])]
    for line in range(2, 6):
        before, _mark, after = stray.get(line, "|").partition("|")
        name = f"{before}Martin{line}{after}"
        cells = {
            "companies": ("000100008", "Ombelle", "Zoé", name, f"p{line}@o.example"),
            "contacts": ("Mme", "Directrice", "Zoé", name, f"p{line}@o.example"),
            "missions": (f"ML{line}", f"Mission {line}", "Zoé", name, f"p{line}@o.example"),
            "objections": (f"p{line}@o.example", "12/03/2009", "courrier", name, "Zoé"),
        }[kind]
        lines.append(separator.join(cells))
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("separator", SEPARATORS)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("stray", "line"),
    [({3: '"|'}, "ligne 3"), ({2: '"|', 4: '"|'}, "ligne 2"), ({3: '"|"x'}, "ligne 3")],
    ids=["never closed", "two, lines apart", "behind a closed cell"],
)
def test_a_file_whose_cells_cannot_be_told_apart_is_refused(
    session: Session, bring: Bring, kind: str, separator: str, stray: dict[int, str], line: str
) -> None:
    """With the line of the mark; nobody is half brought in."""
    with pytest.raises(errors.FileRefused) as refused:
        bring(_table(kind, separator, stray), kind)
    assert line in str(refused.value)
    assert session.exec(select(Contact)).all() == []


@pytest.mark.parametrize("separator", SEPARATORS)
@pytest.mark.parametrize("kind", KINDS)
def test_two_marks_that_make_one_proper_cell_refuse_its_line(
    session: Session, bring: Bring, kind: str, separator: str
) -> None:
    """The grammar allows it, the sense does not: the lines between belong to other people."""
    report = bring(_table(kind, separator, {3: '"|', 4: '|"'}), kind)
    assert [(one.line, one.field) for one in report.rejected] == [(3, "Nom")]
    assert "plusieurs lignes" in report.rejected[0].reason
    held = Suppression if kind == "objections" else Contact
    assert len(session.exec(select(held)).all()) == 2


@pytest.mark.parametrize("kind", KINDS)
def test_a_mark_alone_in_a_cell_refuses_its_line(bring: Bring, kind: str) -> None:
    """Somebody meant to close it, or to remove it."""
    report = bring(_table(kind, ";", {4: '|"'}), kind)
    assert [(one.line, one.field) for one in report.rejected] == [(4, "Nom")]
    assert report.created == 3


def test_cells_of_a_line_that_became_one_refuse_it(bring: Bring) -> None:
    """A telephone number with somebody's address is no telephone number."""
    report = bring('Nom;Téléphone;E-mail\nMartin;"01 99 00 12 34;x@o.example";z@o.example\n', "contacts")
    assert [(one.line, one.field) for one in report.rejected] == [(2, "Téléphone")]


def test_a_missions_telephone_holds_no_other_missions(session: Session, bring: Bring) -> None:
    """It would be shown to everybody; there is no address of e-mail to tell by."""
    report = bring(
        'Code;Nom;Téléphone;Site\nML1;Un;"01 99 00 12 34;\nML2;Deux;01 99 00 12 35";\nML3;Trois;;\n', "missions"
    )
    assert [(one.line, one.field) for one in report.rejected] == [(2, "Téléphone")]
    assert session.scalars(sqlalchemy.select(col(Organisation.name))).all() == ["Trois"]


def test_a_postal_address_may_have_lines_and_commas(session: Session, bring: Bring) -> None:
    """As spreadsheets save it; marks in pairs are part of a name."""
    report = bring(
        "SIREN,Dénomination,Adresse,Commune\n"
        '000100008,"Ets ""Ombelle""","12, rue de l’Anse\nBâtiment B, escalier 2",Valence\n'
    )
    company = session.exec(select(Organisation)).one()
    assert (company.name, company.address) == ('Ets "Ombelle"', "12, rue de l’Anse Bâtiment B, escalier 2")
    assert report.rejected == ()


def test_a_mark_above_the_headings_is_named(bring: Bring) -> None:
    """It is not the headings that are missing."""
    with pytest.raises(errors.FileRefused) as refused:
        bring('"Signataires 2009\nSIREN;Dénomination\n000100008;Ombelle\n')
    assert "ligne 1" in str(refused.value)
