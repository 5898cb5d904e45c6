"""What stands in one cell of a file of companies: read as a person means it, or its line is refused."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import sqlalchemy
from sqlmodel import Session, col, select

from lists.models import Organisation, Signature
from tests.lists.importing.conftest import Bring


def _company(session: Session) -> Organisation:
    return session.exec(select(Organisation)).one()


def _one(session: Session, column: Any) -> list[Any]:
    return list(session.scalars(sqlalchemy.select(column).order_by(column)))


@pytest.mark.parametrize(
    ("heading", "cell", "kept"),
    [
        ("SIREN", "100008", "000100008"),
        ("SIRET", "10000800010", "00010000800010"),
        ("SIRET", "35600000009075", "35600000009075"),
        ("Code postal", "1000", "01000"),
        ("Département", "1", "01"),
    ],
)
def test_lost_zeros_are_given_back_where_no_doubt_is_left(
    session: Session, bring: Bring, heading: str, cell: str, kept: str
) -> None:
    """And said; La Poste's establishments follow their own rule and need nothing."""
    siren = "" if heading in ("SIREN", "SIRET") else "SIREN;"
    report = bring(f"{siren}{heading};Dénomination\n{'000100008;' if siren else ''}{cell};Ombelle\n")
    column = {"Code postal": "postcode", "Département": "departement"}.get(heading, heading.lower())
    assert getattr(_company(session), column) == kept
    assert [(one.field, one.old, one.new) for one in report.corrected] == (
        [(heading, cell, kept)] if cell != kept else []
    )


@pytest.mark.parametrize(
    ("heading", "cell"),
    [
        ("SIRET", "3,56E+13"),
        ("SIRET", "3.56e13"),
        ("SIRET", "29141900019"),
        ("SIREN", "100009"),
        ("SIREN", "12"),
        ("SIREN", "abc"),
        ("SIREN", ""),
        ("SIREN", "n.c."),
        ("Code postal", "100"),
        ("Code postal", "7500A"),
        ("Département", "20"),
        ("Département", "Savoie du Nord"),
        ("Date de signature", "06/16/2009"),
        ("Date de signature", "bientôt"),
        ("E-mail", "zoe.example"),
        ("E-mail", '"a b"@x.example'),
        ("E-mail", "a@x.example; b@y"),
    ],
)
def test_a_bad_value_refuses_its_line_only(bring: Bring, heading: str, cell: str) -> None:
    """The report names line, column and value, and the others go in."""
    quoted = '"' + cell.replace('"', '""') + '"'
    if heading in ("SIREN", "SIRET"):
        report = bring(f"{heading};Dénomination\n{quoted};Ombelle\n000100016;Brume\n".replace(" n.c.", ""))
    else:
        report = bring(f"SIREN;Dénomination;{heading}\n000100008;Ombelle;{quoted}\n000100016;Brume;\n")
    assert [(one.line, one.field) for one in report.rejected] == [(2, heading)]
    assert report.created == 1


def test_a_siret_of_another_siren_refuses_its_line(bring: Bring) -> None:
    """One of the two is wrong, nobody knows which."""
    report = bring("SIREN;SIRET;Dénomination\n000100016;00010000800010;Ombelle\n")
    assert [one.field for one in report.rejected] == ["SIRET"]


def test_a_new_company_needs_a_name(bring: Bring) -> None:
    """One that is there already does not."""
    report = bring("SIREN;Commune\n000100008;Valence\n")
    assert [(one.line, one.field) for one in report.rejected] == [(2, "Dénomination")]


@pytest.mark.parametrize(
    "said",
    [
        "16/06/2009",
        "16/06/09",
        "16-juin-09",
        "16 juin 2009",
        "Mardi 16 juin 2009",
        "2009-06-16",
        "39980",
        "16.06.2009",
        "2009-06-16 00:00:00",
        "16/06/2009 00:00",
    ],
)
def test_dates_are_read_as_the_french_write_them(session: Session, bring: Bring, said: str) -> None:
    """And as Excel counts them."""
    bring(f"SIREN;Dénomination;Date de signature\n000100008;Ombelle;{said}\n")
    assert _one(session, col(Signature.signed_on)) == [date(2009, 6, 16)]


def test_corsica_is_settled_by_the_postcode(session: Session, bring: Bring) -> None:
    """« 20 » alone is not enough."""
    report = bring("SIREN;Dénomination;Code postal;Département\n000100008;Ombelle;20200;20\n")
    assert _company(session).departement == "2B"
    assert [one.new for one in report.corrected] == ["2B"]


def test_the_file_knows_its_departement_better_than_the_postcode(session: Session, bring: Bring) -> None:
    """Laveyrune, in Ardèche, has a postcode of Lozère; without the column the postcode decides."""
    bring("SIREN;Dénomination;Code postal;Département\n000100008;A;48250;07\n000100016;B;97410;\n")
    assert _one(session, col(Organisation.departement)) == ["07", "974"]


@pytest.mark.parametrize("nothing", ["n.c.", "NC", "néant", "-", "?", "N/A"])
def test_nothing_has_many_names(session: Session, bring: Bring, nothing: str) -> None:
    """All of them are an empty cell."""
    bring(f"SIREN;Dénomination;Commune;E-mail\n000100008;Ombelle;{nothing};{nothing}\n")
    assert _company(session).commune is None


@pytest.mark.parametrize(
    ("said", "band"),
    [
        ("12", "12"),
        ("3", "03"),
        ("35", "12"),
        ("20 à 49 salariés", "12"),
        ("10 000 et plus", "53"),
        ("PME", None),
        ("nn", "NN"),
    ],
)
def test_headcounts_become_bands(session: Session, bring: Bring, said: str, band: str | None) -> None:
    """A code of Sirene stays, a number falls in its band."""
    bring(f"SIREN;Dénomination;Effectif\n000100008;Ombelle;{said}\n")
    assert _company(session).size == band
