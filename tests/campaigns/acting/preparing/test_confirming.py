"""The last look, and the launch: exactly what was read, once."""

from __future__ import annotations

import dataclasses
import email
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from email.policy import default

import pytest
from sqlmodel import select

from campaigns import errors as campaign_errors
from campaigns.acting import steering
from campaigns.acting.departing.moments import MARGIN
from campaigns.acting.preparing import confirming, plans, recipients
from campaigns.acting.preparing.confirming import LastLook, Read
from campaigns.acting.preparing.errors import AlreadyLaunched, NeverOverridden, PlanMoved
from campaigns.acting.preparing.plans import Wish
from campaigns.editorial import issue_corrections, issues, publications, trial_groups
from campaigns.editorial.issue_corrections import Lines
from campaigns.post.models import Campaign
from lists import addresses
from lists.kinds import Policy
from runtime.clock import PARIS
from runtime.errors import FieldRefused
from runtime.installation import Installation
from tests import cast, servers
from tests.clocks import MovableClock


def read(look: LastLook, typed: str | None = None) -> Read:
    """Return what somebody says who read this and typed the right number."""
    many = look.audience.contacts
    return Read(str(many) if typed is None else typed, many, look.sha256, look.plan.revision)


def campaigns(opened: Installation) -> int:
    """Return how many there are."""
    with opened.database.reading() as session:
        return len(session.exec(select(Campaign)).all())


def reasons(look: LastLook) -> dict[str, str]:
    """Return why the letter leaves although it is blocked, by the code of the finding."""
    return {one.code: one.reason for one in look.blocked}


def plain(texts: tuple[str, ...]) -> str:
    """Return sentences with ordinary spaces."""
    return " ".join(texts).replace("\u00a0", " ")


def test_the_sentence_says_what_leaves_when_and_to_whom(staged: Installation) -> None:
    """With who gets it at once; the number is that of the launch (R12)."""
    trial_groups.keep(staged, 1, "Témoins", [addresses.parse("claire@partenariat.example")], "test")
    at = (staged.clock.now() + timedelta(days=2)).astimezone(PARIS)
    plans.keep(staged, 1, Wish(not_before=at, witnesses=("Témoins",)), 0, "test")
    look = confirming.look(staged, 1)
    sent = confirming.send(staged, 1, read(look), "test")

    assert plain(look.sentences).startswith(
        "La Lettre de la diversité n° 4, « Recruter sans CV », partira le jeudi 17 septembre 2009 "
        "à 10 h 00 (heure de Paris) pour 4 personnes d’une organisation. L’adresse témoin la reçoit tout de suite."
    )
    assert (sent.audience, sent.leaves) == (4, at)
    with staged.database.reading() as session:  # the screen counts to zero first
        assert session.get_one(Campaign, sent.campaign).not_before == at.timestamp() + MARGIN


def test_witnesses_get_the_letter_at_once(staged: Installation, server: servers.Sink) -> None:
    """Everybody else waits."""
    trial_groups.keep(staged, 1, "Témoins", [addresses.parse("claire@partenariat.example")], "test")
    plans.keep(staged, 1, Wish(witnesses=("Témoins",)), 0, "test")
    sent = confirming.send(staged, 1, read(confirming.look(staged, 1)), "test")

    assert sent.witnesses is not None
    assert sent.witnesses.accepted == ("claire@partenariat.example",)
    assert dict(server.received) == {"claire@partenariat.example": 1}
    assert "[Témoin]" in str(
        email.message_from_bytes(server.letters["claire@partenariat.example"], policy=default)["Subject"]
    )


def test_a_wrong_number_launches_nothing(staged: Installation) -> None:
    """Spaces between figures do not count."""
    look = confirming.look(staged, 1)
    with pytest.raises(FieldRefused) as refused:
        confirming.send(staged, 1, read(look, "5"), "test")

    assert (refused.value.field, campaigns(staged)) == ("typed", 0)
    assert confirming.send(staged, 1, read(look, " 4 "), "test").audience == 4


def test_a_number_that_moved_launches_nothing(staged: Installation) -> None:
    """« 4 → 3 » (R12): the letter leaves to exactly those whom she read of."""
    look = confirming.look(staged, 1)
    with staged.database.transaction() as session:
        cast.object_(session, staged, cast.LOIC)
    with pytest.raises(campaign_errors.AudienceMoved) as moved:
        confirming.send(staged, 1, read(look), "test")

    assert "4 → 3" in str(moved.value)
    assert campaigns(staged) == 0


def test_a_letter_that_changed_since_it_was_read_stays(staged: Installation) -> None:
    """One word is enough."""
    look = confirming.look(staged, 1)
    issue_corrections.amend(staged, 1, Lines(subject="Recruter autrement"), "test")
    with pytest.raises(campaign_errors.ChangedMeanwhile):
        confirming.send(staged, 1, read(look), "test")

    assert campaigns(staged) == 0


def test_a_plan_that_somebody_else_changed_is_read_again(staged: Installation) -> None:
    """Neither overwritten nor launched."""
    look = confirming.look(staged, 1)
    plans.keep(staged, 1, Wish(policy=Policy.ONE), 0, "paul")
    with pytest.raises(PlanMoved):
        plans.keep(staged, 1, Wish(), 0, "marie")
    with pytest.raises(PlanMoved):
        confirming.send(staged, 1, read(look), "test")

    assert (campaigns(staged), plans.kept(staged, 1).wish.policy) == (0, Policy.ONE)


def test_pressing_twice_leads_to_the_one_campaign(staged: Installation) -> None:
    """The back button too; after a cancellation she may send again."""
    look = confirming.look(staged, 1)
    first = confirming.send(staged, 1, read(look), "test")
    with pytest.raises(AlreadyLaunched) as again:
        confirming.send(staged, 1, read(look), "test")
    steering.cancel(staged, first.campaign, "test")
    second = confirming.send(staged, 1, read(confirming.look(staged, 1)), "test")

    assert (again.value.campaign, second.campaign, campaigns(staged)) == (1, 2, 2)


@pytest.mark.dialects
def test_two_officers_at_once_make_one_campaign(staged: Installation) -> None:
    """The second waits for the first, and is told of it."""
    look = confirming.look(staged, 1)

    def press(_who: int) -> str:
        try:
            confirming.send(staged, 1, read(look), "test")
        except AlreadyLaunched:
            return "already"
        return "sent"

    with ThreadPoolExecutor(4) as together:
        said = sorted(together.map(press, range(4)))

    assert (said, campaigns(staged)) == (["already", "already", "already", "sent"], 1)


def test_a_reason_holds_for_what_was_found_and_nothing_else(staged: Installation) -> None:
    """When a check finds something else, she is asked anew."""
    first = confirming.send(staged, 1, read(confirming.look(staged, 1)), "test")
    with staged.database.transaction() as session:
        session.get_one(Campaign, first.campaign).audience = 20
        issues.new(session, publications.chosen(session), issues.TitleLines("Cinq", "Cinq"), staged.clock.now())
    confirming.override(staged, 2, "audience_drift", "La liste a été nettoyée.", "test")
    known = confirming.look(staged, 2)
    with staged.database.transaction() as session:
        cast.object_(session, staged, cast.LOIC)
    moved = confirming.look(staged, 2)

    assert reasons(known)["audience_drift"] == "La liste a été nettoyée."
    assert reasons(moved)["audience_drift"] == ""


def test_nobody_to_write_to_is_never_overridden(staged: Installation) -> None:
    """A reason makes no reader."""
    with staged.database.transaction() as session:
        for one in cast.EVERYBODY:
            cast.object_(session, staged, one)
    look = confirming.look(staged, 1)
    with pytest.raises(NeverOverridden):
        confirming.override(staged, 1, "nobody", "Il le faut", "test")

    assert (look.may_leave, [one.code for one in look.blocked if not one.may_pass]) == (False, ["nobody"])


def test_who_is_left_out_is_named_by_reason(staged: Installation) -> None:
    """« 3 n’en sont pas » (R13): the figures are as many as the names."""
    with staged.database.transaction() as session:
        cast.object_(session, staged, cast.LOIC)
    found = recipients.look(staged, 1, "", Policy.ONE)

    assert (found.contacts, found.absentees) == (1, 3)
    assert {one.words: [each.name for each in one.people] for one in found.absent} == {
        "un autre contact de l’organisation": ["Amadou Œuvrard", "Maite Œuvrard"],
        "opposition": ["Loic Œuvrard"],
    }
    assert all(one.many == len(one.people) for one in found.absent)


def test_a_moment_that_passed_keeps_the_letter(staged: Installation, clock: MovableClock) -> None:
    """Nothing leaves at once because somebody was late."""
    at = (staged.clock.now() + timedelta(hours=1)).astimezone(PARIS)
    plans.keep(staged, 1, Wish(not_before=at), 0, "test")
    clock.move(timedelta(days=1))

    assert confirming.look(staged, 1).is_late
    with pytest.raises(FieldRefused):
        plans.keep(staged, 1, Wish(not_before=at), 1, "test")


def test_a_message_without_a_number_is_named_by_its_subject(staged: Installation) -> None:
    """Invitations and messages of service leave the same way."""
    desk = confirming.look(staged, 1).desk
    alone = dataclasses.replace(desk, outline=dataclasses.replace(desk.outline, number=None))
    look = dataclasses.replace(confirming.look(staged, 1), desk=alone)

    assert plain(look.sentences).startswith(
        "« La Lettre n° 4 : recruter sans CV » (La Lettre de la diversité) partira dix minutes après"
    )
