"""Every oddity of files that people really bring, in one place: what goes in, and what is said of it."""

from __future__ import annotations

import codecs
import unicodedata
from collections.abc import Callable
from datetime import date

import pytest
import sqlalchemy
from sqlmodel import Session, col, select

from lists.kinds import SubscriptionState, SuppressionReason
from lists.models import Contact, Organisation, Signature
from lists.permission import suppressing
from tests.lists import people
from tests.lists.importing.conftest import Bring

#: A file of companies and what becomes of its one company, as (columns, value).
COMPANIES = {
    "a semicolon": ("SIREN;Dénomination\n000100008;Ombelle", "name", "Ombelle"),
    "a comma": ("SIREN,Dénomination\n000100008,Ombelle", "name", "Ombelle"),
    "a tab": ("SIREN\tDénomination\n000100008\tOmbelle", "name", "Ombelle"),
    "letters that latin-1 lacks": ("SIREN;Dénomination\n000100008;L’Œuvre – Ÿ €", "name", "L’Œuvre – Ÿ €"),
    "an É of two signs": (unicodedata.normalize("NFD", "SIREN;Dénomination\n000100008;Éclair"), "name", "Éclair"),
    "a département without its zero": ("SIREN;Dénomination;Département\n000100008;A;1", "departement", "01"),
    "a postcode without its zero": ("SIREN;Dénomination;CP\n000100008;A;1000", "postcode", "01000"),
    "a SIRET without its zeros": ("SIRET;Dénomination\n10000800010;A", "siret", "00010000800010"),
    "La Poste": ("SIRET;Dénomination\n35600000000048;La Poste", "siret", "35600000000048"),
    "spaces in a SIREN": ("SIREN;Dénomination\n000 100\u00a0008;A", "siren", "000100008"),
    "2a": ("SIREN;Dénomination;Département\n000100008;A;2a", "departement", "2A"),
    "20 and a postcode": ("SIREN;Dénomination;Département;CP\n000100008;A;20;20000", "departement", "2A"),
    "a département overseas": ("SIREN;Dénomination;CP\n000100008;A;97410", "departement", "974"),
    "a collectivité that is none": ("SIREN;Dénomination;CP\n000100008;A;98800", "departement", None),
    "a neighbour's postcode": ("SIREN;Dénomination;CP;Département\n000100008;A;48250;07", "departement", "07"),
    "Saint-Denis in another ocean": ("SIREN;Dénomination;CP;Ville\n000100008;A;97400;St-Denis", "departement", "974"),
    "a CEDEX": ("SIREN;Dénomination;CP;Ville\n000100008;A;25044;BESANCON CEDEX", "departement", "25"),
    "a NAF code without its dot": ("SIREN;Dénomination;APE\n000100008;A;8411Z", "naf", "84.11Z"),
    "a NAF code of 2025": ("SIREN;Dénomination;NAF 2025\n000100008;A;8411Y", "naf_2025", "84.11Y"),
    "empty columns at the end": ("SIREN;Dénomination;;;\n000100008;Ombelle;;;", "name", "Ombelle"),
    "titles and a total": ("Signataires\n\nSIREN;Dénomination\n000100008;Ombelle\nTOTAL;1", "name", "Ombelle"),
    "a line break in a cell": ('SIREN;Dénomination\n000100008;"Ombelle\net Fils"', "name", "Ombelle et Fils"),
    "n.c.": ("SIREN;Dénomination;Commune\n000100008;A;n.c.", "commune", None),
    "a formula that was neutralised": ("SIREN;Dénomination\n000100008;'+Plus", "name", "+Plus"),
}


@pytest.mark.parametrize("quirk", COMPANIES)
def test_a_company_goes_in_whatever_the_quirk(session: Session, bring: Bring, quirk: str) -> None:
    """The value is the one that was meant."""
    file, column, value = COMPANIES[quirk]
    bring(file)
    assert getattr(session.exec(select(Organisation)).one(), column) == value


@pytest.mark.parametrize(
    "encoded",
    [
        lambda text: text.encode(),
        lambda text: codecs.BOM_UTF8 + text.encode(),
        lambda text: text.encode("utf-16"),
        lambda text: text.encode("cp1252"),
    ],
)
def test_an_encoding_that_says_what_it_is_is_recognised(
    session: Session, bring: Bring, encoded: Callable[[str], bytes]
) -> None:
    """UTF-8 with or without its mark, UTF-16 (« Texte Unicode »), and what Excel writes."""
    bring(encoded("SIREN;Dénomination\r\n000100008;L’Œuvre – Éclair\r\n"))
    assert session.exec(select(Organisation.name)).all() == ["L’Œuvre – Éclair"]


@pytest.mark.parametrize(
    ("file", "heading", "words"),
    [
        ("SIRET;Dénomination\n3,56E+13;A", "SIRET", "le tableur a arrondi ce numéro"),
        ("SIREN;Dénomination;Département\n000100008;A;20", "Département", "dites 2A ou 2B"),
        ("SIREN;Dénomination;Département\n000100008;A;975", "Département", "inconnu"),
        ("SIREN;Dénomination;Date de signature\n000100008;A;06/16/2009", "Date de signature", "illisible"),
        ("SIREN;Dénomination;Commune\n000100008;A;#REF!", "Commune", "formule"),
        (f"SIREN;Dénomination\n000100008;{'A' * 501}", "Dénomination", "trop longue"),
    ],
)
def test_what_cannot_be_known_is_refused(bring: Bring, file: str, heading: str, words: str) -> None:
    """Line, field, value, and a reason; nothing is guessed."""
    report = bring(file)
    assert [(one.line, one.field) for one in report.rejected] == [(2, heading)]
    assert words in report.rejected[0].reason


@pytest.mark.parametrize("said", ["16/06/2009", "16/06/09", "16-juin-09", "2009-06-16", "39980"])
def test_a_day_is_read_the_day_first(session: Session, bring: Bring, said: str) -> None:
    """Or in ISO, or as Excel counts."""
    bring(f"SIREN;Dénomination;Date de signature\n000100008;A;{said}")
    assert session.exec(select(Signature)).one().signed_on == date(2009, 6, 16)


@pytest.mark.parametrize(
    ("said", "emails"),
    [
        ("a@x.example ; b@y.example", ["a@x.example", "b@y.example"]),
        ("prénom@x.example", ["prénom@x.example"]),
        ("mailto:a@x.example", ["a@x.example"]),
        ("a@x.example. ", ["a@x.example"]),
        ("\u00a0a@x.example\u00a0", ["a@x.example"]),
        ("Zoé <a@x.example>", ["a@x.example"]),
    ],
)
def test_an_address_is_found_in_its_cell(session: Session, bring: Bring, said: str, emails: list[str]) -> None:
    """One, or several side by side."""
    bring(f'SIREN;Dénomination;E-mail\n000100008;A;"{said}"')
    assert session.scalars(sqlalchemy.select(col(Contact.email)).order_by(col(Contact.email))).all() == emails


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("1 99 00 12 34", "01 99 00 12 34"),
        ("+33 (0)1 99 00 12 34", "01 99 00 12 34"),
        ("33639980000", "06 39 98 00 00"),
    ],
)
def test_a_telephone_number_is_written_by_pairs(session: Session, bring: Bring, said: str, kept: str) -> None:
    """With the zero that a spreadsheet ate."""
    bring(f"E-mail;Téléphone\na@x.example;{said}", "contacts")
    assert session.exec(select(Contact.phone)).all() == [kept]


@pytest.mark.parametrize(
    ("file", "words"),
    [
        ("SIREN;Dénomination;CP;Département\n000100008;A;48250;07", "code postal 48250"),
        ("SIREN;Dénomination;E-mail\n000100008;A;zoe@gmial.fr", "gmail.com"),
        ("SIREN;Dénomination;Apporteur\n000100008;A;ML1", "sans date de signature"),
    ],
)
def test_what_is_doubtful_goes_in_and_is_said(bring: Bring, file: str, words: str) -> None:
    """A person looks at it."""
    report = bring(file)
    assert (report.created, [one.line for one in report.doubtful]) == (1, [2])
    assert words in report.doubtful[0].reason


#: The same address, as files write it.
SPELLINGS = (
    "x@o.example",
    "X@O.Example",
    " x@o.example ",
    "\u00a0x@o.example",
    "mailto:x@o.example",
    "x@o.example.",
    "<x@o.example>",
)


@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize(
    "reason", [SuppressionReason.OBJECTION, SuppressionReason.UNSUBSCRIBED, SuppressionReason.ERASED]
)
@pytest.mark.parametrize("kind", ["companies", "contacts"])
def test_no_import_brings_anybody_back(
    session: Session, bring: Bring, letter: int, spelling: str, reason: SuppressionReason, kind: str
) -> None:
    """However the file writes the address, whatever it asked, in whatever file."""
    since = people.NOW.replace(month=3, day=12)
    suppressing.suppress(session, people.key("x@o.example"), reason=reason, since=since, evidence="courrier")
    report = bring(
        f'SIREN;Dénomination;E-mail\n;;"{spelling}"\n'.replace(";;", ";;" if kind == "contacts" else "000100008;A;"),
        kind,
    )
    assert session.exec(select(Contact)).all() == []
    assert "12 mars 2009" in report.skipped[0].reason


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_no_import_undoes_an_unsubscription(session: Session, bring: Bring, letter: int, spelling: str) -> None:
    """Nor puts her on the list by another organisation."""
    people.contact(session, "x@o.example", mailing_list_id=letter, state=SubscriptionState.LEFT)
    bring(f'SIREN;Dénomination;E-mail\n000100008;A;"{spelling}"\n')
    assert len(session.exec(select(Contact)).all()) == 1
