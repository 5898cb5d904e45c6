"""Companies, their signatures and their contacts."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import sqlalchemy
from sqlmodel import Session, col, select

from lists.importing.reports import ImportReport
from lists.kinds import SubscriptionState, SuppressionReason
from lists.models import Contact, ImportRun, Organisation, Signature, Subscription
from lists.permission import suppressing
from tests.lists import people
from tests.lists.importing.conftest import Bring


def _company(session: Session) -> Organisation:
    return session.exec(select(Organisation)).one()


def _one(session: Session, column: Any) -> list[Any]:
    return list(session.scalars(sqlalchemy.select(column).order_by(column)))


def _figures(report: ImportReport) -> tuple[int, int, int, int, int]:
    return report.rows, report.created, report.updated, report.unchanged, len(report.rejected)


WHOLE = (
    "SIREN;Dénomination;NAF;Effectif;Adresse;Code postal;Commune;Département;Date de signature;"
    "Civilité;Prénom;Nom;Fonction;E-mail;Téléphone\n"
    "000 100 008;Ombelle;8411z;12;1 rue de l'Anse;26000;Valence;Drôme;16/06/2009;"
    "Madame;Zoé;de La Motte;Directrice des ressources humaines;Zoe@Ombelle.example;+33 (0)1 99 00 12 34\n"
)


def test_a_whole_line_goes_in(session: Session, bring: Bring) -> None:
    """Company, signature, contact and subscription."""
    report = bring(WHOLE)
    company, zoe = _company(session), session.exec(select(Contact)).one()
    assert (company.siren, company.naf, company.size, company.departement) == ("000100008", "84.11Z", "12", "26")
    assert (zoe.civility, zoe.role, zoe.phone, zoe.email) == (
        "Mme",
        "human_resources",
        "01 99 00 12 34",
        "Zoe@ombelle.example",
    )
    assert _one(session, col(Signature.registered_on)) == [date(2009, 9, 15)]
    assert session.exec(select(Subscription.state)).all() == ["subscribed"]
    assert _figures(report) == (1, 1, 0, 0, 0)


def test_the_second_time_nothing_changes(session: Session, bring: Bring) -> None:
    """However often the file is brought."""
    bring(WHOLE)
    assert _figures(bring(WHOLE)) == (1, 0, 0, 1, 0)
    assert [run.counts["unchanged"] for run in session.exec(select(ImportRun))] == [0, 1]


def test_what_is_said_is_updated_and_what_is_empty_stays(session: Session, bring: Bring) -> None:
    """An empty cell erases nothing."""
    bring(WHOLE)
    report = bring("SIREN;Commune;E-mail;Fonction\n000100008;Crest;zoe@ombelle.example;\n")
    assert _figures(report) == (1, 0, 1, 0, 0)
    assert (_company(session).commune, _company(session).name) == ("Crest", "Ombelle")


def test_lines_with_one_siren_are_contacts_of_one_company(session: Session, bring: Bring) -> None:
    """A second establishment is said and not kept."""
    report = bring(
        "SIRET;Dénomination;E-mail\n00010000800010;Ombelle;a@o.example\n00010000800028;Ombelle Sud;b@o.example\n"
    )
    assert _company(session).siret == "00010000800010"
    assert _one(session, col(Contact.email)) == ["a@o.example", "b@o.example"]
    assert [one.line for one in report.skipped] == [3]


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


def test_two_addresses_in_a_cell_are_two_contacts(session: Session, bring: Bring) -> None:
    """The same one twice is one."""
    bring('SIREN;Dénomination;E-mail\n000100008;Ombelle;"a@o.example ; B@o.example / b@o.example"\n')
    assert _one(session, col(Contact.email)) == ["B@o.example", "a@o.example"]


def test_the_same_address_twice_in_a_company_is_said(session: Session, bring: Bring) -> None:
    """The first line is right."""
    line = "000100008;Ombelle;{};rh@o.example\n"
    report = bring("SIREN;Dénomination;Nom;E-mail\n" + line.format("Martin") + line.format("Durand"))
    assert [one.reason for one in report.skipped] == ["même adresse et même organisation qu’à la ligne 2"]
    assert session.exec(select(Contact.last_name)).all() == ["Martin"]


def test_the_same_address_may_stand_in_two_companies(session: Session, bring: Bring) -> None:
    """One person, two roles."""
    report = bring("SIREN;Dénomination;E-mail\n000100008;A;z@o.example\n000100016;B;z@o.example\n")
    assert report.created == 2


def test_an_address_is_cleaned_and_that_is_said(session: Session, bring: Bring) -> None:
    """What stood around it is no part of it."""
    report = bring("SIREN;Dénomination;E-mail\n000100008;Ombelle;mailto:prénom@o.example.\n")
    assert [(one.old, one.new) for one in report.corrected] == [("mailto:prénom@o.example.", "prénom@o.example")]
    assert session.exec(select(Contact.nature)).all() == ["named"]


def _oppose(
    session: Session, email: str, reason: SuppressionReason = SuppressionReason.OBJECTION, on: int | None = None
) -> None:
    since = people.NOW.replace(month=3, day=12)
    suppressing.suppress(
        session, people.key(email), reason=reason, since=since, mailing_list_id=on, evidence="courrier"
    )


def test_an_objection_is_for_ever(session: Session, bring: Bring) -> None:
    """Other case, spaces: she is left out, her company is not."""
    _oppose(session, "x@o.example")
    report = bring("SIREN;Dénomination;E-mail\n000100008;Ombelle; X@O.example \n")
    assert [(one.line, one.reason) for one in report.skipped] == [(2, "opposition du 12 mars 2009")]
    assert session.exec(select(Contact)).all() == []
    assert _company(session).name == "Ombelle"


def test_who_left_this_list_is_not_brought_back(session: Session, bring: Bring, letter: int) -> None:
    """By no other company either; leaving another list does not matter."""
    _oppose(session, "x@o.example", SuppressionReason.UNSUBSCRIBED, letter)
    people.contact(session, "y@o.example", mailing_list_id=letter, state=SubscriptionState.LEFT)
    report = bring("SIREN;Dénomination;E-mail\n000100008;A;x@o.example\n000100008;A;y@o.example\n")
    assert [one.reason for one in report.skipped] == [
        "désinscription du 12 mars 2009",
        "désinscription du 15 septembre 2009",
    ]


def test_who_has_not_confirmed_is_not_confirmed_by_a_file(session: Session, bring: Bring, letter: int) -> None:
    """A file says nothing in her name."""
    company = people.organisation(session, siren="000100008")
    people.contact(
        session, "x@o.example", mailing_list_id=letter, state=SubscriptionState.PENDING, organisation_id=company
    )
    bring("SIREN;Dénomination;E-mail\n000100008;A;x@o.example\n")
    assert session.exec(select(Subscription.state)).all() == ["pending"]


def test_a_later_signature_is_added_to_the_first(session: Session, bring: Bring) -> None:
    """First or renewed follows from the dates."""
    file = "SIREN;Dénomination;Date de signature\n000100008;Ombelle;{}\n"
    bring(file.format("16/06/2008"))
    assert bring(file.format("16/06/2009")).created == 1
    assert len(session.exec(select(Signature)).all()) == 2


def test_the_report_has_the_keys_of_the_contract(bring: Bring) -> None:
    """Scripts rely on them."""
    document = bring("SIREN;Dénomination\n100008;Ombelle\nfaux;B\n").as_json()
    assert set(document) == {
        "id",
        "rows",
        "created",
        "updated",
        "unchanged",
        "corrected",
        "skipped",
        "rejected",
    }
    assert document["corrected"] == [{"line": 2, "field": "SIREN", "from": "100008", "to": "000100008"}]
    assert set(document["rejected"][0]) == {"line", "field", "value", "reason"}


def test_two_companies_of_one_name_stay_two(session: Session, bring: Bring) -> None:
    """The SIREN decides, not the name and the postcode."""
    bring("SIREN;Dénomination;Code postal\n000100008;Ombelle;26000\n")
    assert bring("SIREN;Dénomination;Code postal\n000100016;Ombelle;26000\n").created == 1
