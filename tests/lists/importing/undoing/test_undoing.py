"""Taking an import back: what it did goes, what anybody did since stays."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
import sqlalchemy
from sqlmodel import Session, col, select

from lists import errors, history, importing, mailing_lists
from lists.importing import undoing
from lists.importing.reports import ImportReport
from lists.kinds import Fact, ImportKind, SubscriptionState, SuppressionReason
from lists.models import (
    Contact,
    FormerIdentity,
    ImportChange,
    Organisation,
    ServedDepartement,
    Signature,
    Subscription,
    Suppression,
)
from lists.permission import suppressing
from tests.lists import people
from tests.lists.importing.conftest import Bring

pytestmark = pytest.mark.dialects

FILE = (
    "SIREN;Dénomination;Commune;Date de signature;Prénom;E-mail;Téléphone\n"
    "000100008;Ombelle;Valence;16/06/2009;Zoé;zoe@ombelle.example;01 99 00 12 34\n"
    "000100016;Brume;Crest;16/06/2009;Loïc;loic@brume.example;\n"
)
MISSIONS = (
    "Code;Nom;Département;Départements desservis;Animation régionale;E-mail\n"
    "ML26;Mission locale de Valence;26;07;ARML Rhône-Alpes;contact@ml26.example\n"
)


def _undo(session: Session, report: ImportReport, later: int = 1) -> ImportReport:
    return undoing.undo(session, report.id, now=people.NOW + timedelta(days=later), actor="test")


def _all(session: Session, column: Any) -> list[Any]:
    return list(session.scalars(sqlalchemy.select(column).order_by(column)))


def _counted(session: Session) -> list[int]:
    tables = (Organisation, Contact, Signature, Subscription, FormerIdentity, ServedDepartement, ImportChange)
    return [session.scalar(sqlalchemy.select(sqlalchemy.func.count()).select_from(one)) or 0 for one in tables]


def test_what_is_brought_again_is_numbered_anew(session: Session, bring: Bring) -> None:
    """Letters and reports still name those who were taken back: nobody else may answer to their number."""
    columns = (Organisation.id, Contact.id, Signature.id)
    first = bring(FILE)
    before = [set(_all(session, one)) for one in columns]
    _undo(session, first)
    bring(FILE)

    assert [before[place] & set(_all(session, one)) for place, one in enumerate(columns)] == [set()] * 3


@pytest.mark.parametrize(("file", "kind"), [(FILE, "companies"), (MISSIONS, "missions")])
def test_what_an_import_made_goes(session: Session, bring: Bring, file: str, kind: str) -> None:
    """Organisations, networks, signatures, contacts and subscriptions; nothing is left of it."""
    report = _undo(session, bring(file, kind))
    assert _counted(session) == [0] * 7
    assert (report.created, report.updated, report.skipped) == (len(file.splitlines()) - 1, 0, ())


def test_what_an_import_changed_is_as_it_was(session: Session, bring: Bring) -> None:
    """Values, days, and the name that the organisation has always had."""
    bring(FILE)
    second = bring(
        "SIREN;Dénomination;Commune;Date de signature;Retirée le;E-mail;Téléphone;Informé le\n"
        "000100008;Ombelle et Fils;Crest;16/06/2009;01/09/2009;zoe@ombelle.example;01 99 00 99 99;01/09/2009\n"
    )
    report = _undo(session, second)
    company = session.exec(select(Organisation).where(Organisation.siren == "000100008")).one()
    zoe = session.exec(select(Contact).where(Contact.first_name == "Zoé")).one()
    assert (company.name, company.commune, zoe.phone, zoe.informed_on) == ("Ombelle", "Valence", "01 99 00 12 34", None)
    assert _all(session, col(Signature.withdrawn_on)) == [None, None]
    assert session.exec(select(FormerIdentity)).all() == []
    assert (report.created, report.updated, report.skipped) == (1, 0, ())  # the former name was a row of its own


def test_what_a_person_changed_since_stays(session: Session, bring: Bring) -> None:
    """Column by column; what she did not touch goes back."""
    bring(FILE)
    second = bring("SIREN;Commune;E-mail;Téléphone\n000100008;Crest;zoe@ombelle.example;01 99 00 99 99\n")
    zoe = session.exec(select(Contact).where(Contact.first_name == "Zoé")).one()
    zoe.phone = "06 39 98 00 00"
    session.flush()
    report = _undo(session, second)
    company = session.exec(select(Organisation).where(Organisation.siren == "000100008")).one()
    assert (company.commune, zoe.phone) == ("Valence", "06 39 98 00 00")
    assert [(one.line, one.reason) for one in report.skipped] == [(2, "Téléphone gardé : modifié depuis")]


def test_what_a_later_import_changed_stays(session: Session, bring: Bring) -> None:
    """And what it leans upon stays with it."""
    first = bring(FILE)
    bring("SIREN;Dénomination;E-mail;Téléphone\n000100008;Ombelle;zoe@ombelle.example;01 99 00 99 99\n")
    report = _undo(session, first)
    assert _all(session, col(Contact.email)) == ["zoe@ombelle.example"]
    assert _all(session, col(Organisation.name)) == ["Ombelle"]
    assert [one.reason for one in report.skipped] == [
        "contact gardé : modifié depuis",
        "organisation gardée : autre chose s’y rattache",
    ]


def test_imports_taken_back_from_the_last_leave_nothing(session: Session, bring: Bring) -> None:
    """In the order of a pile."""
    first = bring(FILE)
    second = bring(FILE.replace("Valence", "Crest").replace("Ombelle;", "Ombelle et Fils;"))
    _undo(session, second)
    _undo(session, first)
    assert _counted(session) == [0] * 7


def test_whoever_left_since_stays_out(session: Session, bring: Bring, letter: int) -> None:
    """Her contact stays, and her word with it; undoing lifts nothing."""
    report = bring(FILE)
    zoe = session.exec(select(Contact).where(Contact.first_name == "Zoé")).one()
    subscription = session.get(Subscription, (zoe.id, letter))
    assert subscription
    subscription.state = SubscriptionState.LEFT
    suppressing.suppress(
        session,
        people.key("loic@brume.example"),
        reason=SuppressionReason.OBJECTION,
        since=people.NOW,
        evidence="courrier",
    )
    undone = _undo(session, report)
    assert _all(session, col(Subscription.state)) == [SubscriptionState.LEFT]
    assert _all(session, col(Suppression.reason)) == [SuppressionReason.OBJECTION]
    assert "contact gardé : l’inscription a changé depuis" in [one.reason for one in undone.skipped]
    assert bring(FILE, later=2).skipped[0].reason == "désinscription du 15 septembre 2009"


@pytest.mark.parametrize(("fact", "stays"), [(Fact.RECEIVED, False), (Fact.REPLIED, True)])
def test_whoever_answered_stays(session: Session, bring: Bring, fact: Fact, *, stays: bool) -> None:
    """A letter that she only received is no doing of hers."""
    report = bring("E-mail\nzoe@o.example\n", "contacts")
    [zoe] = _all(session, col(Contact.id))
    history.note(session, [zoe], fact, 1)
    reasons = [one.reason for one in _undo(session, report).skipped]
    assert reasons == (["contact gardé\u00a0: la personne s’est manifestée depuis"] if stays else [])


def test_an_organisation_that_something_speaks_of_stays(session: Session, bring: Bring) -> None:
    """Whatever it is: the database is asked."""
    report = bring("SIREN;Dénomination\n000100008;Ombelle\n")
    [company] = _all(session, col(Organisation.id))
    people.signature(session, company, date(2009, 9, 1))
    assert [one.reason for one in _undo(session, report).skipped] == ["organisation gardée : autre chose s’y rattache"]


def test_a_contact_who_was_here_before_only_leaves_the_list(session: Session, bring: Bring) -> None:
    """She is not removed with the import that put her on it."""
    company = people.organisation(session, siren="000100008")
    people.contact(session, "zoe@ombelle.example", organisation_id=company)
    report = bring("SIREN;E-mail\n000100008;zoe@ombelle.example\n", "contacts")
    assert _undo(session, report).updated == 1
    assert (len(_all(session, col(Contact.id))), _all(session, col(Subscription.state))) == (1, [])


def test_a_departement_that_a_mission_served_comes_back(session: Session, bring: Bring) -> None:
    """A list of départements replaces the one before, and is put back as a whole."""
    bring(MISSIONS, "missions")
    second = bring(MISSIONS.replace("07", "38, 05"), "missions")
    assert _all(session, col(ServedDepartement.departement)) == ["05", "38"]
    _undo(session, second)
    assert _all(session, col(ServedDepartement.departement)) == ["07"]


def test_objections_are_not_taken_back(session: Session, bring: Bring) -> None:
    """They are people's, not the file's."""
    report = bring("x@o.example\n", "objections")
    with pytest.raises(errors.ImportUndoRefused):
        _undo(session, report)


@pytest.mark.parametrize(("later", "again"), [(31, False), (1, True)])
def test_an_import_is_taken_back_once_and_within_thirty_days(
    session: Session, bring: Bring, later: int, *, again: bool
) -> None:
    """After that nobody knows what else was built upon it."""
    report = bring(FILE)
    if again:
        _undo(session, report)
    with pytest.raises(errors.ImportUndoRefused):
        _undo(session, report, later)


def test_an_import_that_never_was_is_refused(session: Session) -> None:
    """By its number."""
    with pytest.raises(errors.ImportUnknown):
        undoing.undo(session, 99, now=people.NOW, actor="test")


def test_what_it_takes_to_undo_is_dropped_after_thirty_days(session: Session, bring: Bring) -> None:
    """Old values of people are not kept for nothing; the next import sees to it."""
    bring(FILE)
    bring("SIREN;Dénomination\n000100024;Aube\n", later=31)
    assert _all(session, col(ImportChange.import_id)) == [2]


def test_a_later_import_leaves_an_earlier_one_to_be_taken_back(session: Session, bring: Bring) -> None:
    """For thirty days, whatever came in meanwhile."""
    first = bring(FILE)
    bring("SIREN;Dénomination\n000100024;Aube\n", later=29)

    assert _undo(session, first, later=30).created == 2


def test_old_values_go_with_their_contact(session: Session, bring: Bring) -> None:
    """Whoever is erased is erased there too."""
    bring(FILE)
    bring("SIREN;E-mail;Téléphone\n000100008;zoe@ombelle.example;01 99 00 99 99\n")
    zoe = session.exec(select(Contact).where(Contact.first_name == "Zoé")).one()
    session.execute(sqlalchemy.delete(Subscription).where(col(Subscription.contact_id) == zoe.id))
    session.execute(sqlalchemy.delete(Contact).where(col(Contact.id) == zoe.id))
    kept = " ".join(str(change) for change in session.exec(select(ImportChange)))
    assert "01 99 00" not in kept


def test_whom_another_letter_writes_to_stays_on_its_list_alone(session: Session, bring: Bring, letter: int) -> None:
    """What the import made of her here goes, and what another file made there is not its to take."""
    report = bring(FILE)
    theirs = mailing_lists.make(session, "La Lettre du réseau").id or 0
    zoe = FILE.splitlines()[0] + "\n" + FILE.splitlines()[1] + "\n"
    file = importing.File(zoe.encode(), "f.csv", ImportKind.COMPANIES)
    importing.import_file(session, file, mailing_list_id=theirs, keyring=people.KEYRING, now=people.NOW, actor="test")
    undone = _undo(session, report)
    rows = [(one.contact_id, one.mailing_list_id) for one in session.exec(select(Subscription))]

    assert _all(session, Contact.email) == ["zoe@ombelle.example"]
    assert rows == [(session.exec(select(Contact)).one().id, theirs)]
    assert "contact gardé\u00a0: une autre lettre lui écrit" in [one.reason for one in undone.skipped]
