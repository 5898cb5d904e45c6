"""An answer leaves by mail in the thread of the letter, and what comes back of it continues the conversation."""

from __future__ import annotations

import email
import email.policy
from datetime import timedelta

import pytest

from campaigns.acting import reading_mailbox, ticking
from campaigns.acting.replies import answering, errors, listing, threads
from campaigns.acting.replies.listing import State
from campaigns.acting.rights import gathering, objection_and_erasure
from lists import addresses
from runtime.installation import Installation
from tests import audited, cast
from tests.campaigns.acting.replies import letters
from tests.campaigns.acting.returned import Box
from tests.clocks import MovableClock

_BEFORE = "References: <a.1@client.example>\n  <b.2@client.example>\nIn-Reply-To: <b.2@client.example>\n"


def _answered(opened: Installation, box: Box) -> tuple[int, email.message.EmailMessage]:
    """Zoé asks, Marie answers; return the number of the letter and what Zoé receives."""
    letter = letters.write(opened, box, "Où trouver le guide ?", more=_BEFORE)
    answering.answer(opened, letter, "Bonjour,\r\n\r\nIl est <en ligne>.", "user:9", name="Marie Exemple")
    box.server.letters.clear()
    assert "messages.accepted:1" in ticking.tick(opened).did
    return letter, email.message_from_bytes(box.server.letters[cast.ZOE], policy=email.policy.default)


def test_an_answer_stays_in_the_thread_and_is_a_persons(sent: Installation, box: Box) -> None:
    """The words as they were typed, who signs, what is answered; no machine says that it wrote."""
    letter, mail = _answered(sent, box)
    own = f"<{box.dropped[-1]}@host.example>"

    assert (mail["Subject"], mail["In-Reply-To"]) == ("Re: La Lettre", own)
    assert mail["References"].split() == ["<a.1@client.example>", "<b.2@client.example>", own]
    assert (mail["Auto-Submitted"], mail["X-Auto-Response-Suppress"]) == (None, None)
    text, html = (mail.get_body((kind,)).get_content().replace("\r\n", "\n") for kind in ("plain", "html"))  # type: ignore[union-attr]
    assert text.startswith("Bonjour,\n\nIl est <en ligne>.\n\nMarie Exemple\n")
    assert "> Où trouver le guide ?" in text
    assert "Il est &lt;en ligne&gt;." in html
    assert [(one.is_ours, one.words) for one in threads.show(sent, letter).said] == [
        (False, "Où trouver le guide ?"), (True, "Bonjour,\n\nIl est <en ligne>."),
    ]  # fmt: skip
    assert ("reply.answered", {"letter": letter}) in audited.acts(sent, "user:9")


def test_what_is_answered_to_the_answer_is_the_same_conversation(
    sent: Installation, box: Box, clock: MovableClock
) -> None:
    """It quotes no token: our Message-ID names the conversation."""
    first, mail = _answered(sent, box)
    clock.move(timedelta(minutes=5))
    box.drop(
        f"From: {cast.ZOE}\nTo: lettre@charte.example\nSubject: Re: La Lettre\n"
        f"In-Reply-To: {mail['Message-ID']}\n\nMerci !\n"
    )
    box.drop(f"From: {cast.ZOE}\nTo: lettre@charte.example\nSubject: Autre chose\n\nBonjour.\n")
    reading_mailbox.read(sent)

    listed = listing.listed(sent)
    assert [(one.words, one.state) for one in listed.lines] == [
        ("Merci !", State.UNREAD), ("Où trouver le guide ?", State.ANSWERED),
    ]  # fmt: skip
    assert (listed.open, listed.unread) == (2, 1)
    assert [one.words for one in threads.show(sent, listed.lines[0].id).said] == [
        one.words for one in threads.show(sent, first).said
    ]
    assert threads.show(sent, first).said[-1].words == "Merci !"


def test_nobody_answers_a_machine_or_says_nothing(sent: Installation, box: Box) -> None:
    """And nothing is queued."""
    letter = letters.write(sent, box, "Bravo.")
    with pytest.raises(errors.AnswerRefused, match="écrivez votre réponse"):
        answering.answer(sent, letter, "  \n", "user:9")
    box.complaint(cast.LOIC, quoted=False)
    reading_mailbox.read(sent)
    (machine,) = [one.id for one in listing.listed(sent).lines if one.question == "complaint"]
    with pytest.raises(errors.AnswerRefused, match="machine"):
        answering.answer(sent, machine, "Bonjour", "user:9")
    with pytest.raises(errors.LetterUnknown):
        answering.answer(sent, 99, "Bonjour", "user:9")

    assert not [one for one in ticking.tick(sent).did if one.startswith("messages")]


def test_what_was_said_is_in_the_persons_file_and_goes_with_the_person(sent: Installation, box: Box) -> None:
    """Hers, and our answer to it."""
    letter, _mail = _answered(sent, box)
    (written,) = gathering.gather(sent, addresses.parse(cast.ZOE)).written
    assert (written.words, written.our_answers) == ("Où trouver le guide ?", ("Bonjour,\n\nIl est <en ligne>.",))

    objection_and_erasure.forget(sent, cast.ZOE, evidence="demande", actor="test")
    with pytest.raises(errors.LetterUnknown):
        threads.show(sent, letter)
    assert listing.listed(sent).lines == ()
