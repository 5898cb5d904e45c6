"""What a file says beside names: signatures, networks, the order of contacts, where and when they were found."""

from __future__ import annotations

from datetime import date

import pytest
import sqlalchemy
from sqlmodel import Session, col, select

from lists import errors
from lists.kinds import SuppressionReason
from lists.models import Contact, ImportRun, Organisation, Signature, Suppression
from lists.organisations import identities
from lists.permission import suppressing
from tests.lists import people
from tests.lists.importing.conftest import Bring

SIGNED = (
    "SIREN;Dénomination;Date de signature;Enregistrée le;Retirée le;Apporteur\n000100008;Ombelle;16/06/2009;{};{};{}\n"
)


def _signature(session: Session) -> Signature:
    return session.exec(select(Signature)).one()


def test_a_signature_is_registered_the_day_it_comes(session: Session, bring: Bring) -> None:
    """Unless the file says when: an old list is no news."""
    bring(SIGNED.format("", "", ""))
    assert _signature(session).registered_on == date(2009, 9, 15)
    bring(SIGNED.format("17/06/2009", "", ""))
    assert _signature(session).registered_on == date(2009, 6, 17)


def test_a_signature_is_withdrawn_from_a_day_on(session: Session, bring: Bring) -> None:
    """It is not removed."""
    bring(SIGNED.format("", "", ""))
    report = bring(SIGNED.format("", "01/09/2009", ""))
    assert _signature(session).withdrawn_on == date(2009, 9, 1)
    assert [(one.field, one.new) for one in report.changed] == [("Retirée le", "2009-09-01")]


@pytest.mark.parametrize(("name", "found"), [("ML26", True), ("mission locale de VALENCE", True), ("ML99", False)])
def test_a_signature_knows_the_mission_that_brought_it(
    session: Session, bring: Bring, name: str, *, found: bool
) -> None:
    """By code or name; an unknown one is left and said."""
    mission = people.organisation(session, "Mission locale de Valence", kind="local_mission", code="ML26")
    report = bring(SIGNED.format("", "", name))
    assert _signature(session).referrer_id == (mission if found else None)
    assert any("ML99" in one.reason for one in report.skipped) is not found


def test_a_day_that_has_not_come_yet_registers_nothing(bring: Bring) -> None:
    """A signature may be for next week, its registration may not."""
    report = bring(SIGNED.format("17/06/2010", "", ""))
    assert [one.field for one in report.rejected] == ["Enregistrée le"]


def test_a_mission_keeps_the_network_it_had(session: Session, bring: Bring) -> None:
    """Régions merged; what was true in 2009 is still known."""
    file = "Code;Nom;Département;Animation régionale\nML26;Mission locale de Valence;26;{}\n"
    bring(file.format("ARML Rhône-Alpes"), "missions")
    report = bring(file.format("ARML Auvergne-Rhône-Alpes"), "missions", later=10)
    mission = session.exec(select(Organisation).where(Organisation.code == "ML26")).one()
    before = identities.identity_at(session, mission.id or 0, date(2009, 9, 20))
    assert before.regional_network_id != mission.regional_network_id
    assert [(one.field, one.old, one.new) for one in report.changed] == [
        ("Animation régionale", "ARML Rhône-Alpes", "ARML Auvergne-Rhône-Alpes")
    ]


def test_a_former_name_still_finds_its_organisation(session: Session, bring: Bring) -> None:
    """Whoever sends an old list of contacts."""
    bring("SIREN;Dénomination\n000100008;Brume\n")
    bring("SIREN;Dénomination\n000100008;Ombelle\n")
    bring("Dénomination;E-mail\nBRUME;x@o.example\n", "contacts")
    assert session.exec(select(Contact.organisation_id)).all() == session.exec(select(Organisation.id)).all()


def test_what_is_known_of_an_address_comes_from_the_file(session: Session, bring: Bring) -> None:
    """Role, rank and nature, and where and when it was found and its person told."""
    bring(
        "E-mail;Fonction;Rôle;Rang;Nature;Origine;Collecté le;Informé le\n"
        "x@o.example;DRH;référent diversité;2;générique;Formulaire de signature;16/06/2009;17/06/2009\n",
        "contacts",
    )
    found = session.exec(select(Contact)).one()
    assert (found.role, found.rank, found.nature) == ("diversity", 2, "generic")
    assert (found.collected_from, found.collected_on, found.informed_on) == (
        "Formulaire de signature",
        date(2009, 6, 16),
        date(2009, 6, 17),
    )


def test_an_address_remembers_the_import_that_brought_it(session: Session, bring: Bring) -> None:
    """File, fingerprint, who, when; and what is said to whoever asks."""
    bring("E-mail\nx@o.example\n", "contacts", origin="Annuaire des signataires du secrétariat général")
    found, run = session.exec(select(Contact)).one(), session.exec(select(ImportRun)).one()
    assert found.collected_from == "Annuaire des signataires du secrétariat général"
    assert (found.import_id, found.collected_on) == (run.id, date(2009, 9, 15))
    assert (run.file_name, len(run.sha256), run.actor, run.at) == ("fichier.csv", 64, "test", people.NOW)


def test_the_first_time_an_address_was_found_counts(session: Session, bring: Bring) -> None:
    """A later day does not replace it, an earlier one does."""
    file = "E-mail;Collecté le\nx@o.example;{}\n"
    for said in ("10/06/2009", "12/08/2009", "16/06/2008"):
        bring(file.format(said), "contacts")
    assert session.exec(select(Contact)).one().collected_on == date(2008, 6, 16)


def test_an_objection_dates_from_the_day_it_was_made(session: Session, bring: Bring) -> None:
    """And its people are told so when a file names them again."""
    bring("Date;E-mail\n12/03/2009;x@o.example\n", "objections")
    assert bring("E-mail\nX@o.example\n", "contacts").skipped[0].reason == "opposition du 12 mars 2009"


def test_a_list_of_companies_is_not_taken_for_objections(session: Session, bring: Bring) -> None:
    """Nobody could take that back."""
    with pytest.raises(errors.FileRefused):
        bring("SIREN;Dénomination;E-mail\n000100008;Ombelle;x@o.example\n", "objections")
    assert session.exec(select(Suppression)).all() == []


def test_every_change_is_told_field_by_field(bring: Bring) -> None:
    """With what it was and what it becomes."""
    bring("SIREN;Dénomination;Commune;E-mail;Fonction\n000100008;Ombelle;;x@o.example;DRH\n")
    report = bring("SIREN;Dénomination;Commune;E-mail;Fonction\n000100008;Ombelle;Crest;x@o.example;Responsable RSE\n")
    assert [(one.line, one.field, one.old, one.new) for one in report.changed] == [
        (2, "Commune", "", "Crest"),
        (2, "Fonction", "DRH", "Responsable RSE"),
        (2, "Rôle", "ressources humaines", "RSE"),
    ]


def test_lines_far_apart_are_one_company(session: Session, bring: Bring) -> None:
    """However many lines stand between: the first that says something is right."""
    others = "".join(f"000200006;Autre;Valence;x{number}@o.example\n" for number in range(2500))
    first, last = "000100008;Ombelle;;a@o.example\n", "000100008;Ombelle SA;Crest;b@o.example\n"
    file = f"SIREN;Dénomination;Commune;E-mail\n{first}{others}{last}"
    assert (bring(file).created, bring(file).unchanged) == (2502, 2502)
    [company] = session.exec(select(Organisation).where(Organisation.siren == "000100008"))
    assert (company.name, company.commune) == ("Ombelle", "Crest")
    assert len(session.scalars(sqlalchemy.select(col(Contact.id))).all()) == 2502


def test_a_bounced_address_is_left_out_and_said(session: Session, bring: Bring) -> None:
    """Its server said that it does not exist."""
    suppressing.suppress(
        session, people.key("x@o.example"), reason=SuppressionReason.BOUNCED, since=people.NOW, evidence="550"
    )
    assert "refusée par son serveur" in bring("E-mail\nx@o.example\n", "contacts").skipped[0].reason
