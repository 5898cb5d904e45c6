"""What a letter proposes is done when a person says so, and says exactly what follows."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlmodel import select

from campaigns.acting import reading_mailbox
from campaigns.acting.absences import noting as absences
from campaigns.acting.replies import deciding, errors, listing, settling, threads
from campaigns.acting.replies.listing import State
from campaigns.acting.replies.offers import Proposal
from campaigns.post.returns.pending import Decision
from lists.models import Contact
from runtime import clock
from runtime.installation import Installation
from tests import cast
from tests.campaigns.acting.mailbox import seen
from tests.campaigns.acting.mailbox.test_replacing import audience
from tests.campaigns.acting.replies import letters
from tests.campaigns.acting.returned import Box


def test_a_new_address_is_followed_once(sent: Installation, box: Box) -> None:
    """The next letter goes there; the letter waits for an answer still."""
    letter = letters.write(sent, box, "Ma nouvelle adresse est zoe.n@brume.example.")
    (offer,) = threads.show(sent, letter).offers
    assert "zoe.n@brume.example" in offer.consequence

    deciding.accept(sent, letter, Proposal.ADDRESS, "user:9")
    assert audience(sent) == {"zoe.n@brume.example", cast.LOIC, cast.MAITE, cast.AMADOU}
    assert (threads.show(sent, letter).offers, threads.show(sent, letter).is_classed) == ((), False)
    with pytest.raises(errors.NothingProposed):
        deciding.accept(sent, letter, Proposal.ADDRESS, "user:9")


def test_a_person_names_a_successor(sent: Installation, box: Box) -> None:
    """As a machine does that answers for them."""
    letter = letters.write(sent, box, "Bonjour, ma remplaçante : suivante@brumevent.example.")
    deciding.accept(sent, letter, Proposal.SUCCESSOR, "user:9")

    assert audience(sent) == {"suivante@brumevent.example", cast.LOIC, cast.MAITE, cast.AMADOU}


def test_a_new_function_and_an_absence_are_noted(sent: Installation, box: Box) -> None:
    """Two proposals of one letter, each on its own."""
    letter = letters.write(sent, box, "Je suis désormais directrice adjointe. En congés jusqu’au 2 octobre.")
    assert [one.proposal for one in threads.show(sent, letter).offers] == [Proposal.FUNCTION, Proposal.ABSENCE]
    for proposal in (Proposal.FUNCTION, Proposal.ABSENCE):
        deciding.accept(sent, letter, proposal, "user:9")

    today = clock.today(sent.clock)
    with sent.database.reading() as session:
        assert session.exec(select(Contact.function).where(Contact.email == cast.ZOE)).one() == "directrice adjointe"
        (away,) = absences.between(session, today, today + timedelta(42))
    assert (away.last_day.isoformat(), away.contact_id is not None) == ("2009-10-02", True)


def test_what_was_declined_is_not_proposed_again(sent: Installation, box: Box) -> None:
    """« Stop aux clichés » was no wish to leave."""
    letter = letters.write(sent, box, "Stop aux clichés, bravo pour cet article.")
    assert [one.proposal for one in threads.show(sent, letter).offers] == [Proposal.LEAVE]
    deciding.decline(sent, letter, Proposal.LEAVE, "user:9")

    assert threads.show(sent, letter).offers == ()
    assert not seen.is_suppressed(sent, cast.ZOE, 1)


def test_who_wants_to_leave_is_let_go_and_can_be_answered(sent: Installation, box: Box) -> None:
    """From now on, and of this letter alone."""
    letter = letters.write(sent, box, "Bonjour, je ne souhaite plus recevoir la version papier.")
    deciding.accept(sent, letter, Proposal.LEAVE, "user:9")

    assert (seen.is_suppressed(sent, cast.ZOE, 1), seen.is_suppressed(sent, cast.ZOE)) == (True, False)
    assert threads.show(sent, letter).may_answer


def test_what_a_machine_wrote_is_classed_by_the_yes(sent: Installation, box: Box) -> None:
    """And forgotten; what a person wrote is shown among what is classed."""
    box.drop(
        f"Return-Path: <>\nFrom: {cast.ZOE}\nTo: {box.sender(cast.ZOE)}\nSubject: Réponse automatique\n"
        "Auto-Submitted: auto-replied\n\nJ’ai quitté la société. Écrivez à suivante@brumevent.example.\n"
    )
    reading_mailbox.read(sent)
    (left,) = listing.listed(sent).lines
    deciding.accept(sent, left.id, Proposal.SUCCESSOR, "user:9")
    with pytest.raises(errors.LetterUnknown):
        threads.show(sent, left.id)

    letter = letters.write(sent, box, "Bravo.", reader=cast.LOIC)
    settling.settle(sent, letter, Decision.DISMISS, "user:9")
    (classed,) = listing.listed(sent, state=State.CLASSED).lines
    assert (classed.id, classed.words, listing.listed(sent).lines) == (letter, "Bravo.", ())


def test_a_stranger_who_forwards_a_letter_changes_nobody(sent: Installation, box: Box) -> None:
    """The token is Zoé's, the words are not: nothing about her is proposed."""
    link = box.leave_link(cast.ZOE)
    box.drop(
        f"From: ami@client.example\nTo: lettre@charte.example\nSubject: Re: TR: La Lettre\n"
        'Content-Type: multipart/mixed; boundary="B"\n\n--B\nContent-Type: text/plain; charset=utf-8\n\n'
        f"Ma nouvelle adresse est voleur@client.example.\n\n> {link}\n\n"
        '--B\nContent-Type: application/pdf; name="carte.pdf"\n'
        'Content-Disposition: attachment; filename="carte.pdf"\n\nx\n--B--\n'
    )
    reading_mailbox.read(sent)
    found = threads.show(sent, listing.listed(sent).lines[0].id)

    assert (found.offers, found.contact_id, found.said[0].attachments) == ((), None, ("carte.pdf",))
