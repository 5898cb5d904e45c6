"""What other tools export, with those who opted out there."""

from __future__ import annotations

import pytest
import sqlalchemy
from sqlmodel import Session, col, select

from lists.kinds import SuppressionReason
from lists.models import Contact, Suppression
from tests.lists import people
from tests.lists.importing.conftest import Bring

BREVO = (
    '"CONTACT ID";"EMAIL";"FIRSTNAME";"LASTNAME";"SMS";"ADDED_TIME";"MODIFIED_TIME";"_listIds";"_SUBSCRIBED";'
    '"_BLOCKLISTED"\n'
    '1;"zoe@o.example";"Zoé";"Martin";"";"12-03-2009";"01-09-2009";"[3|7]";"[email_marketing]";""\n'
    '2;"loic@o.example";"Loïc";"Le Gall";"";"12-03-2009";"01-09-2009";"[3]";"";"[email_marketing|sms_marketing]"\n'
    '3;"ana@o.example";"Ana";"Dupont";"33639980000";"12-03-2009";"01-09-2009";"[3]";"[email_marketing]";"[sms_marketing]"\n'
)
LISTMONK = (
    "uuid,email,name,attributes,status,created_at,updated_at\n"
    'a1,zoe@o.example,Zoé Martin,"{""ville"": ""Lyon""}",enabled,2009-03-12 10:00:00.123456 +0000 UTC,x\n'
    "a2,loic@o.example,Loïc Le Gall,{},blocklisted,2009-03-12 10:00:00 +0000 UTC,x\n"
    "a3,ana@o.example,Ana Dupont,{},disabled,2009-03-12 10:00:00 +0000 UTC,x\n"
)


def _emails(session: Session) -> list[str]:
    return list(session.scalars(sqlalchemy.select(col(Contact.email)).order_by(col(Contact.email))))


def _suppressed(session: Session, letter: int) -> list[bytes]:
    mine = select(Suppression).where(
        Suppression.mailing_list_id == letter, Suppression.reason == SuppressionReason.UNSUBSCRIBED
    )
    return [one.address_key for one in session.exec(mine)]


def test_brevos_export_comes_with_its_opt_outs(session: Session, bring: Bring, letter: int) -> None:
    """Whoever is blocked for e-mail stays out for good, without being kept; a block for text messages is none."""
    report = bring(BREVO, "contacts")
    assert _emails(session) == ["ana@o.example", "zoe@o.example"]
    assert _suppressed(session, letter) == [people.key("loic@o.example")]
    assert [(one.line, one.reason) for one in report.skipped if one.line > 1] == [
        (3, "désinscription reprise du fichier")
    ]
    zoe = session.exec(select(Contact).where(Contact.email == "zoe@o.example")).one()
    assert (zoe.first_name, zoe.last_name, zoe.collected_on.isoformat()) == ("Zoé", "Martin", "2009-03-12")


def test_listmonks_export_comes_with_its_opt_outs(session: Session, bring: Bring, letter: int) -> None:
    """Whoever is blocked stays out for good; whoever is disabled stays out this time."""
    bring(LISTMONK, "contacts")
    assert _emails(session) == ["zoe@o.example"]
    assert _suppressed(session, letter) == [people.key("loic@o.example")]


@pytest.mark.parametrize("file", [BREVO, LISTMONK])
def test_the_second_time_nothing_changes(bring: Bring, file: str) -> None:
    """And who is out is said to be out."""
    bring(file, "contacts")
    again = bring(file, "contacts")
    assert (again.created, again.updated) == (0, 0)
    assert "désinscription du 15 septembre 2009" in [one.reason for one in again.skipped]


def test_whoever_opted_out_elsewhere_gets_no_more_letters_here(session: Session, bring: Bring, letter: int) -> None:
    """Were she on the list before."""
    people.contact(session, "loic@o.example", mailing_list_id=letter)
    bring(BREVO, "contacts")
    assert _suppressed(session, letter) == [people.key("loic@o.example")]


@pytest.mark.parametrize(
    ("said", "out"),
    [
        ("oui", True),
        ("O", True),
        ("x", True),
        ("12/03/2009", True),
        ("non", False),
        ("N", False),
        ("", False),
        ("0", False),
    ],
)
def test_a_column_of_the_officers_own_counts_too(
    session: Session, bring: Bring, letter: int, said: str, *, out: bool
) -> None:
    """« Désinscrit » : oui, a cross, a day."""
    bring(f"E-mail;Désinscrit\nx@o.example;{said}\n", "contacts")
    assert bool(_suppressed(session, letter)) is out
    assert bool(_emails(session)) is not out


def test_of_two_columns_the_one_that_keeps_her_out_counts(session: Session, bring: Bring) -> None:
    """Whoever opted out in one opted out."""
    bring("E-mail;Désinscrit;Désinscrit le\nx@o.example;non;12/03/2009\n", "contacts")
    assert _emails(session) == []


def test_an_answer_that_is_neither_yes_nor_no_refuses_the_line(bring: Bring) -> None:
    """Nobody is written to on a guess."""
    report = bring("E-mail;Désinscrit\nx@o.example;peut-être\n", "contacts")
    assert [(one.line, one.field) for one in report.rejected] == [(2, "Désinscrit")]
