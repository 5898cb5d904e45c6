"""What a letter of welcome says: off until it is turned on, and refused with a sentence where nobody could read it."""

from __future__ import annotations

import pytest

from campaigns.editorial import publications
from campaigns.post.message_rows import ServiceMessage
from campaigns.post.outbox import queue
from campaigns.post.welcomes import welcome_letters
from campaigns.post.welcomes.welcome_letters import Change
from lists import addresses
from runtime.errors import FieldRefused
from runtime.installation import Installation
from templates.service_messages import Welcome
from tests import cast

#: Every kind of block and of line, so that what is kept of a queued letter comes back whole.
BODY = (
    "Bonjour **vous**,\\\net *bienvenue*.\n\n## Ce que vous recevrez\n\n- un numéro par mois\n- des rencontres\n\n"
    "3. trois\n4. quatre\n\n> Une parole.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n[Le site](https://charte.example/)"
)


@pytest.fixture
def publication(opened: Installation) -> str:
    """A letter that may write."""
    with opened.database.transaction() as session:
        return cast.publish(session).name


def test_it_is_off_and_has_words_to_begin_with(opened: Installation, publication: str) -> None:
    """Nobody is written to because a version was installed."""
    found = welcome_letters.show(opened)

    assert not found.is_on
    assert publication in found.subject
    assert "confirmée" in found.markdown


def test_what_was_given_changes_and_the_rest_stays(opened: Installation, publication: str) -> None:
    """Each field by itself; the audit says who."""
    welcome_letters.change(opened, Change(is_on=True, subject="  Bienvenue\nà tous "), "test")
    welcome_letters.change(opened, Change(body=BODY, shows_last=False), "test", publication=publication)
    found = welcome_letters.show(opened)

    assert (found.is_on, found.subject, found.shows_last) == (True, "Bienvenue à tous", False)
    assert "un numéro par mois" in found.as_json()["text"]


@pytest.mark.parametrize(
    ("asked", "field", "said"),
    [
        (Change(subject=" "), "subject", "donnez un objet"),
        (Change(subject="x" * 151), "subject", "150 signes"),
        (Change(subject="Bien\u202evenue"), "subject", "U+202E"),
        (Change(body=""), "body", "quelques phrases"),
        (Change(body="Bonjour {{ prenom | vous }},"), "body", "adresse électronique"),
        (Change(body={"type": "doc", "content": [{"type": "script"}]}), "body", "script"),
    ],
)
def test_what_nobody_could_read_is_refused(opened: Installation, asked: Change, field: str, said: str) -> None:
    """And nothing is kept."""
    with opened.database.transaction() as session:
        cast.publish(session)
    with pytest.raises(FieldRefused, match=said.replace("+", "\\+")) as refused:
        welcome_letters.change(opened, asked, "test")

    assert refused.value.field == field
    assert not welcome_letters.show(opened).is_on


def test_a_queued_letter_keeps_every_kind_of_block(opened: Installation, publication: str) -> None:
    """It waits as JSON, and is the same document when it leaves."""
    said = welcome_letters.change(opened, Change(body=BODY), "test")
    with opened.database.transaction() as session:
        one = publications.chosen(session)
        notice = welcome_letters.notice(session, opened, one, said)
        address = addresses.parse(cast.ZOE)
        number = queue.queue(session, opened.keyring, one, address, notice, now=opened.clock.now())
        read = queue.said(session.get_one(ServiceMessage, number), one)

    assert isinstance(read, Welcome)
    assert read.body == said.document
