"""Companies, their signatures and their contacts."""

from __future__ import annotations

from datetime import date
from typing import Any

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
    runs = session.exec(select(ImportRun).order_by(col(ImportRun.id)))
    assert [run.counts["unchanged"] for run in runs] == [0, 1]


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
