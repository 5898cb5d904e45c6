"""A plain list of people: organisations are made when somebody asks for it, and headings that miss are named."""

from __future__ import annotations

import pytest
import sqlalchemy
import xlsxwriter
from sqlmodel import Session, col, select

from lists import errors, origins
from lists.models import Contact, Organisation
from tests.lists import people
from tests.lists.importing.conftest import Bring
from tests.lists.importing.reading import workbook_files

PLAIN = (
    "Nom,Prénom,E-mail,Société\n"
    "Martin,Anne,anne@o.example,Ombelle\n"
    "Le Gall,Loïc,loic@o.example,OMBELLE\n"
    "Œuvrard,Zoé,zoe@b.example,Brume\n"
)


def _employers(session: Session) -> list[tuple[str, str | None, str]]:
    names = col(Contact.email), col(Organisation.name), col(Organisation.kind)
    joined = sqlalchemy.select(*names).join_from(Contact, Organisation)
    return [(email, name, kind) for email, name, kind in session.execute(joined.order_by(col(Contact.email)))]


@pytest.mark.parametrize("kind", ["contacts", "companies"])
def test_a_list_without_siren_makes_its_organisations(session: Session, bring: Bring, kind: str) -> None:
    """Once each, however the name is written; the second time nothing changes."""
    report = bring(PLAIN, kind, creates=True)
    assert (report.created, report.rejected) == (3, ())
    assert _employers(session) == [
        ("anne@o.example", "Ombelle", "company"),
        ("loic@o.example", "Ombelle", "company"),
        ("zoe@b.example", "Brume", "company"),
    ]
    assert bring(PLAIN, kind, creates=True).unchanged == 3


@pytest.mark.parametrize("kind", ["contacts", "companies"])
def test_an_organisation_that_is_known_is_not_made_twice(session: Session, bring: Bring, kind: str) -> None:
    """It has a SIREN, the list has not."""
    ombelle = people.organisation(session, "Ombelle", siren="000100008")
    bring(PLAIN, kind, creates=True)
    assert session.exec(select(Contact.organisation_id).where(Contact.email == "anne@o.example")).one() == ombelle
    assert len(session.exec(select(Organisation)).all()) == 2


@pytest.mark.parametrize("kind", ["contacts", "companies"])
def test_nobody_chooses_between_namesakes(session: Session, bring: Bring, kind: str) -> None:
    """The line is refused, and says what would tell them apart."""
    people.organisation(session, "Ombelle", siren="000100008")
    people.organisation(session, "Ombelle", siren="000100016")
    report = bring(PLAIN, kind, creates=True)
    assert [(one.line, "SIREN" in one.reason) for one in report.rejected] == [(2, True), (3, True)]


def test_a_siren_is_kept_where_there_is_one(session: Session, bring: Bring) -> None:
    """Lines with and without it may stand in one list."""
    bring("SIREN;Société;E-mail\n000100008;Ombelle;a@o.example\n;Brume;b@o.example\n", "contacts", creates=True)
    assert set(session.exec(select(Organisation.siren))) == {"000100008", None}


def test_a_mission_is_never_made_from_a_contact(bring: Bring) -> None:
    """Its code names a mission locale, which a list of missions brings."""
    report = bring("Code;Structure;E-mail\nML26;Mission locale Drôme;a@o.example\n", "contacts", creates=True)
    assert [one.line for one in report.rejected] == [2]


def test_unknown_organisations_are_refused_unless_somebody_asks(session: Session, bring: Bring) -> None:
    """And the report counts them, for whoever can help."""
    report = bring(PLAIN, "contacts")
    assert [one.line for one in report.rejected] == [2, 3, 4]
    assert report.unknown == 3
    assert session.exec(select(Organisation)).all() == []


def test_a_list_without_companies_needs_nothing(session: Session, bring: Bring) -> None:
    """Names and addresses."""
    assert bring("Nom complet;E-mail professionnel\nAnne Martin;a@o.example\n", "contacts").created == 1
    assert session.exec(select(Contact.last_name, Contact.organisation_id)).all() == [("Anne Martin", None)]


@pytest.mark.parametrize(
    ("text", "kind", "missing"),
    [
        ("Société;Nom;E-mail\nOmbelle;Martin;a@o.example\n", "companies", "SIREN ou SIRET"),
        ("Signataires\nNom;Prénom;Société\nMartin;Anne;Ombelle\n", "contacts", "E-mail"),
        ("Commune;Téléphone\nLens;01 99 00 12 34\n", "missions", "Code ou Nom"),
    ],
)
def test_the_obligatory_heading_that_misses_is_named(bring: Bring, text: str, kind: str, missing: str) -> None:
    """That one, and not all that there could be."""
    with pytest.raises(errors.FileRefused) as refused:
        bring(text, kind)
    assert f"il y manque {missing}, qui est obligatoire" in str(refused.value)


@pytest.mark.parametrize(
    "text",
    [
        "Société;Nom;Prénom;E-mail\nOmbelle;Martin;Anne;a@o.example\n",
        "Nom;Prénom;E-mail\nMartin;Anne;a@o.example\n",
        "Civilité;Nom;E-mail\nMme;Martin;a@o.example\n",
    ],
)
def test_people_are_not_renamed_into_missions(session: Session, bring: Bring, text: str) -> None:
    """« Nom » is theirs there; the heading that would be clear is named."""
    with pytest.raises(errors.FileRefused) as refused:
        bring(text, "missions")
    assert "Mission locale" in str(refused.value)
    assert session.exec(select(Organisation)).all() == []


def test_a_heading_that_stands_twice_is_said(bring: Bring) -> None:
    """By the column that is read instead."""
    report = bring("E-mail;Email;Nom\na@o.example;b@o.example;Martin\n", "contacts")
    reasons = [one.reason.replace("\u00a0", " ") for one in report.skipped]
    assert reasons == ["colonne « Email » ignorée : la colonne « E-mail », lue, dit la même chose"]


def test_an_origin_that_nobody_stated_is_counted_and_never_a_file_name(session: Session, bring: Bring) -> None:
    """Readers are told where their address comes from; a second import says it of all of them."""
    first = bring(PLAIN, "contacts", creates=True)
    assert first.unstated == 3
    assert set(session.exec(select(Contact.collected_from))) == {origins.unstated()}
    second = bring(PLAIN, "contacts", creates=True, origin="vous nous l’avez donnée au salon")
    assert (second.unstated, second.updated) == (0, 3)
    assert set(session.exec(select(Contact.collected_from))) == {"vous nous l’avez donnée au salon"}
    bring(PLAIN, "contacts", creates=True, origin="autre chose")
    assert set(session.exec(select(Contact.collected_from))) == {"vous nous l’avez donnée au salon"}


def test_what_earlier_versions_wrote_is_not_shown() -> None:
    """The name of a file."""
    assert origins.shown("import du fichier «\u00a0entreprises.csv\u00a0»") == origins.unstated()
    assert origins.shown("annuaire des signataires") == "annuaire des signataires"


def test_a_sheet_is_chosen_by_its_name(session: Session, bring: Bring) -> None:
    """Those that are not read are said; one that does not exist is answered with those that do."""
    raw = workbook_files.xlsx(_two_sheets)
    report = bring(raw, "contacts", sheet="Gironde")
    assert session.exec(select(Contact.email)).all() == ["g@o.example"]
    assert report.skipped == ()
    assert "une seule est lue à la fois" in bring(raw, "contacts").skipped[0].reason
    with pytest.raises(errors.FileRefused) as refused:
        bring(raw, "contacts", sheet="Landes")
    assert "«\u00a0Drôme\u00a0», «\u00a0Gironde\u00a0»" in str(refused.value)


def _two_sheets(book: xlsxwriter.Workbook) -> None:
    for title, email in (("Drôme", "d@o.example"), ("Gironde", "g@o.example")):
        sheet = book.add_worksheet(title)
        sheet.write_column(0, 0, ["E-mail", email])
