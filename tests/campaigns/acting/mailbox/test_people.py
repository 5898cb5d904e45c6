"""What people write back is obeyed where it is clear, and shown to a person where it is not."""

from __future__ import annotations

import email
import email.policy
import re
from collections import Counter
from pathlib import Path

import pytest

from campaigns import errors
from campaigns.acting import launching, reading_mailbox, sending
from campaigns.acting.remedies import Call
from campaigns.acting.replies import settling
from campaigns.post.returns.pending import Decision, Question, Waiting
from runtime import settings
from runtime.errors import FieldRefused
from runtime.installation import Installation
from tests import audited, cast
from tests.campaigns.acting.mailbox import seen
from tests.campaigns.acting.returned import Box


def test_a_complaint_stops_every_list(sent: Installation, box: Box) -> None:
    """It names its reader by the letter that it quotes."""
    box.complaint(cast.MAITE)
    tally = reading_mailbox.read(sent)

    assert seen.states(sent)[cast.MAITE] == "complained"
    assert seen.is_suppressed(sent, cast.MAITE)
    assert tally.as_json()["complaints"] == 1


def test_a_complaint_without_its_letter_asks_a_person(sent: Installation, box: Box) -> None:
    """The address alone could be anybody's."""
    box.complaint(cast.MAITE, quoted=False)
    tally = reading_mailbox.read(sent)

    assert seen.states(sent)[cast.MAITE] == "accepted"
    assert [one.question for one in seen.waiting(sent)] == [Question.COMPLAINT]
    assert [alert.remedy for alert in tally.alerts] == [Call.LETTERS]


def test_a_mail_program_that_unsubscribes_is_obeyed(sent: Installation, box: Box) -> None:
    """What `List-Unsubscribe` makes it write: to the return address, with the token as subject."""
    token = box.leave_link(cast.AMADOU).rpartition("/")[2]
    box.drop(f"From: autre@client.example\nTo: {box.sender(cast.AMADOU)}\nSubject: Desinscription {token}\n\n\n")
    tally = reading_mailbox.read(sent)

    assert seen.is_suppressed(sent, cast.AMADOU, 1)
    assert not seen.is_suppressed(sent, cast.AMADOU)
    assert seen.waiting(sent) == ()
    assert (tally.as_json()["unsubscribes"], box.put_away) == (1, 1)


@pytest.mark.parametrize("subject", ["Desinscription", "unsubscribe"])
def test_the_return_address_alone_is_token_enough(sent: Installation, box: Box, subject: str) -> None:
    """Some programs drop the subject that they are given."""
    box.drop(f"From: {cast.AMADOU}\nTo: {box.sender(cast.AMADOU)}\nSubject: {subject}\n\n\n")
    reading_mailbox.read(sent)

    assert seen.is_suppressed(sent, cast.AMADOU, 1)
    assert seen.events(sent) == Counter({"left": 1})


def test_stop_above_the_letter_is_obeyed(sent: Installation, box: Box) -> None:
    """She answers, and her own letter is quoted below."""
    link = box.leave_link(cast.LOIC)
    box.drop(
        f"From: Loïc <{cast.LOIC}>\nTo: lettre@charte.example\nSubject: Re: La Lettre\n\nSTOP\n\n> Partir : {link}\n"
    )
    reading_mailbox.read(sent)

    assert seen.is_suppressed(sent, cast.LOIC, 1)


def _stop(opened: Installation, box: Box) -> Waiting:
    """Loïc answers « STOP »; return how the officer sees it."""
    link = box.leave_link(cast.LOIC)
    box.drop(f"From: {cast.LOIC}\nTo: lettre@charte.example\nSubject: Re: La Lettre\n\nSTOP\n\n> Partir : {link}\n")
    tally = reading_mailbox.read(opened)
    assert (seen.is_suppressed(opened, cast.LOIC, 1), tally.alerts) == (True, ())
    return seen.waiting(opened)[0]


def test_who_was_unsubscribed_by_an_answer_is_shown_and_brought_back(sent: Installation, box: Box) -> None:
    """Whoever reads it otherwise undoes it by one command; the ledger keeps both."""
    shown = _stop(sent, box)
    assert (shown.question, shown.sender, shown.words) == (Question.UNSUBSCRIBED, cast.LOIC, "STOP")

    settling.settle(sent, shown.id, Decision.UNDO, "test")
    assert not seen.is_suppressed(sent, cast.LOIC, 1)
    assert (seen.events(sent), seen.waiting(sent)) == (Counter({"left": 1, "stayed": 1}), ())


def test_who_left_in_another_way_too_stays_away(sent: Installation, box: Box) -> None:
    """By the link of the letter: no undoing of what was read in an answer brings them back."""
    shown = _stop(sent, box)
    box.drop(f"From: {cast.LOIC}\nTo: {box.sender(cast.LOIC)}\nSubject: Re: La Lettre\n\nBravo.\n")
    reading_mailbox.read(sent)
    (answer,) = [one for one in seen.waiting(sent) if one.question is Question.REPLY]
    with pytest.raises(errors.NothingToUndo):
        settling.settle(sent, answer.id, Decision.UNDO, "test")

    settling.settle(sent, answer.id, Decision.UNSUBSCRIBE, "test")
    with pytest.raises(errors.NothingToUndo):
        settling.settle(sent, shown.id, Decision.UNDO, "test")
    assert seen.is_suppressed(sent, cast.LOIC, 1)


def test_praise_that_begins_with_stop_is_shown_to_a_person(sent: Installation, box: Box) -> None:
    """« Stop aux clichés » unsubscribed its writer once, and nobody saw the letter."""
    link = box.leave_link(cast.LOIC)
    box.drop(
        f"From: Loïc <{cast.LOIC}>\nTo: lettre@charte.example\nSubject: Re: La Lettre\n\n"
        f"Stop aux clichés, bravo pour cet article.\n\n> Partir : {link}\n"
    )
    reading_mailbox.read(sent)

    assert not seen.is_suppressed(sent, cast.LOIC, 1)
    assert [(one.question, one.sender) for one in seen.waiting(sent)] == [(Question.MAYBE_UNSUBSCRIBE, cast.LOIC)]


def test_a_friend_who_answers_stop_does_not_unsubscribe_the_reader(sent: Installation, box: Box) -> None:
    """The letter was forwarded; its token is the reader's. A person decides."""
    link = box.leave_link(cast.LOIC)
    box.drop(f"From: ami@client.example\nTo: lettre@charte.example\nSubject: Re: TR: La Lettre\n\nSTOP\n\n> {link}\n")
    reading_mailbox.read(sent)

    assert not seen.is_suppressed(sent, cast.LOIC, 1)
    assert [(one.question, one.sender) for one in seen.waiting(sent)] == [(Question.UNSUBSCRIBE, "ami@client.example")]


def test_a_request_without_a_token_asks_a_person(sent: Installation, box: Box) -> None:
    """Anybody could write it in anybody's name; she decides, and the letter is forgotten."""
    box.drop(f"From: {cast.LOIC}\nTo: lettre@charte.example\nSubject: Désinscription\n\nMerci.\n")
    reading_mailbox.read(sent)
    (asked,) = seen.waiting(sent)
    assert not seen.is_suppressed(sent, cast.LOIC, 1)

    settled = settling.settle(sent, asked.id, Decision.UNSUBSCRIBE, "test")
    assert settled.as_json() == {"id": asked.id, "decision": "unsubscribe"}
    assert audited.acts(sent)[-1] == ("letter.settled", {"letter": asked.id, "decision": "unsubscribe", "list": 1})
    assert seen.is_suppressed(sent, cast.LOIC, 1)
    assert seen.waiting(sent) == ()
    with pytest.raises(errors.UnknownPending):
        settling.settle(sent, asked.id, Decision.DISMISS, "test")


def test_the_letter_that_is_answered_is_the_one_that_is_left(sent: Installation, box: Box) -> None:
    """Whichever is named beside it: the name counts where the answer does not tell."""
    other = cast.second(sent)
    link = box.leave_link(cast.LOIC)
    box.drop(f"From: ami@client.example\nTo: lettre@charte.example\nSubject: Re: TR: La Lettre\n\nSTOP\n\n> {link}\n")
    box.drop(f"From: {cast.ZOE}\nTo: lettre@charte.example\nSubject: Désinscription\n\nMerci.\n")
    reading_mailbox.read(sent)
    for asked in seen.waiting(sent):
        settling.settle(sent, asked.id, Decision.UNSUBSCRIBE, "test", publication=cast.SECOND)

    assert [seen.is_suppressed(sent, "ami@client.example", one) for one in (1, other)] == [True, False]
    assert [seen.is_suppressed(sent, cast.ZOE, one) for one in (1, other)] == [False, True]


@pytest.mark.parametrize(
    ("decision", "named", "why"),
    [
        (Decision.REPLACE, cast.SECOND, "que pour une désinscription"),
        (Decision.DISMISS, cast.SECOND, "que pour une désinscription"),
        (Decision.UNSUBSCRIBE, "Nulle", "dites laquelle"),
    ],
)
def test_a_name_that_cannot_count_is_refused(
    sent: Installation, box: Box, decision: Decision, named: str, why: str
) -> None:
    """Also where the letter tells which is meant; the question waits on."""
    cast.second(sent)
    box.drop(
        f"From: ami@client.example\nTo: lettre@charte.example\nSubject: Re\n\nSTOP\n\n> {box.leave_link(cast.LOIC)}\n"
    )
    reading_mailbox.read(sent)
    (asked,) = seen.waiting(sent)
    with pytest.raises(FieldRefused, match=why) as refused:
        settling.settle(sent, asked.id, decision, "test", publication=named)

    assert refused.value.field == "publication"
    assert seen.waiting(sent) == (asked,)


def test_a_friendly_reply_is_no_request_to_leave(sent: Installation, box: Box) -> None:
    """The quoted letter tells how to leave; she is noted as alive, and stays. Her words are shown, nobody is called."""
    link = box.leave_link(cast.ZOE)
    box.drop(
        f"From: {cast.ZOE}\nTo: lettre@charte.example\nSubject: Re: La Lettre\n\nBravo !\n\n> Se désinscrire : {link}\n"
    )
    tally = reading_mailbox.read(sent)

    assert not seen.is_suppressed(sent, cast.ZOE, 1)
    assert [(one.question, one.words) for one in seen.waiting(sent)] == [(Question.REPLY, "Bravo !")]
    assert (seen.events(sent), box.left, tally.alerts) == (Counter({"replied": 1}), 1, ())


def test_who_left_her_work_is_proposed_with_her_successor(sent: Installation, box: Box) -> None:
    """Nothing is changed by itself."""
    box.drop(
        f"Return-Path: <>\nFrom: {cast.ZOE}\nTo: {box.sender(cast.ZOE)}\nSubject: Réponse automatique\n"
        "Auto-Submitted: auto-replied\n\nJ’ai quitté la société. Écrivez à suivante@brumevent.example.\n"
    )
    tally = reading_mailbox.read(sent)

    assert [(one.question, one.replacement) for one in seen.waiting(sent)] == [
        (Question.LEFT, "suivante@brumevent.example")
    ]
    assert (seen.states(sent)[cast.ZOE], tally.as_json()["auto_replies"]) == ("accepted", 1)


def test_a_letter_can_be_left_by_mail_where_somebody_reads(staged: Installation, box: Box, tmp_path: Path) -> None:
    """Beside the link of RFC 8058, which stays first; the address is the reader's own return address."""
    opened = Installation(
        settings.load(data=tmp_path, smtp_url=box.server.url, mailbox_url=box.url),
        staged.database, staged.keyring, staged.clock,
    )  # fmt: skip
    launching.launch(opened, launching.Order(1, grace=0), "test")
    sending.send(opened, 1)

    for reader in cast.EVERYBODY:
        letter = email.message_from_bytes(box.server.letters[reader], policy=email.policy.SMTP)
        said = re.fullmatch(
            r"<(https?://[^>\s]+)>, <mailto:([^?>\s]+)\?subject=Desinscription%20([^>\s]+)>", letter["List-Unsubscribe"]
        )
        assert said is not None
        assert (said[2], said[1].rpartition("/")[2]) == (box.sender(reader), said[3])


def test_a_letter_is_left_by_its_link_alone_where_nobody_reads(sent: Installation, box: Box) -> None:
    """The campaign was launched before a mailbox was set: its letter stays what it was."""
    assert b"mailto:" not in box.server.letters[cast.ZOE].partition(b"\r\n\r\n")[0]
