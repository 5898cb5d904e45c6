"""Invitations: one message a person with a calendar file, changes and a cancellation of the same event."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from campaigns.acting.rights import objection_and_erasure
from campaigns.partnership.meetings import answering, inviting, listing, planning
from campaigns.partnership.meetings.errors import InvitationOver, MeetingOver, MeetingRefused, NobodyToInvite
from campaigns.partnership.meetings.inviting import Named, Whom
from campaigns.partnership.meetings.kinds import MeetingKind
from campaigns.partnership.meetings.planning import Change, Plan
from campaigns.post.link_errors import LinkRefused
from lists.segments import saved
from runtime.clock import PARIS
from runtime.installation import Installation
from tests import cast
from tests.campaigns.partnership.meetings import scene
from tests.clocks import MovableClock
from tests.servers import Sink

EVERYBODY = "Tout le monde"


def token(letter_text: str) -> str:
    """Return the token of the link in a message."""
    return letter_text.partition("/l/rencontre/")[2].split()[0]


def plain(bound: Installation, server: Sink, whom: str) -> str:
    """Return the text of the last message to somebody."""
    part = scene.mailed(bound, server, whom).get_body(("plain",))
    assert part is not None
    text: str = part.get_content()
    return text


def test_a_calendar_enters_the_invitation(bound: Installation, server: Sink) -> None:
    """As Outlook and Google read it: a request to one attendee, at the hours of Paris, and no reply is asked for."""
    made = scene.exchange(bound)
    done = inviting.invite(bound, made.name, Whom(designated=True), "test")
    letter = scene.mailed(bound, server, scene.THI_HOA)
    read = scene.entry(letter)
    (event,) = read.walk("VEVENT")
    (zone,) = read.walk("VTIMEZONE")

    assert (done.new, done.known, done.stopped) == (2, 0, 0)
    assert (read["METHOD"], read["VERSION"], read["PRODID"]) == ("REQUEST", "2.0", "-//Relais//FR")
    assert zone["TZID"] == "Europe/Paris"
    assert event["DTSTART"].params["TZID"] == "Europe/Paris"
    assert event.decoded("DTSTART") == datetime(2010, 3, 12, 14, tzinfo=PARIS)
    assert event.decoded("DTEND") == datetime(2010, 3, 12, 17, tzinfo=PARIS)
    assert event.decoded("DTSTAMP") == datetime(2009, 9, 15, 8, tzinfo=UTC)
    assert str(event["ORGANIZER"]) == "mailto:lettre@charte.example"
    assert str(event["ATTENDEE"]) == f"mailto:{scene.THI_HOA}"
    assert dict(event["ATTENDEE"].params) == {
        "CN": "Thi-Hoa Besnard", "CUTYPE": "INDIVIDUAL", "ROLE": "REQ-PARTICIPANT", "PARTSTAT": "NEEDS-ACTION",
        "RSVP": "FALSE",
    }  # fmt: skip
    assert (event["SEQUENCE"], event["STATUS"], event["LOCATION"]) == (0, "CONFIRMED", "12, rue de l’Exemple, Paris")
    assert letter["Subject"] == "Invitation : Échange annuel, vendredi 12\u00a0mars 2010, 14\u00a0h\u00a0– 17\u00a0h"
    assert [one.get_filename() for one in letter.iter_attachments()] == ["invitation.ics"]


def test_a_change_and_a_cancellation_are_of_the_same_event(bound: Installation, server: Sink) -> None:
    """Same UID, higher SEQUENCE: the calendar moves the entry, then takes it out."""
    made = scene.exchange(bound)
    inviting.invite(bound, made.id, Whom(designated=True), "test")
    first = scene.entry(scene.mailed(bound, server, scene.SOLANGE)).walk("VEVENT")[0]
    planning.change(bound, made.id, Change(starts="2010-03-19T14:00", ends="2010-03-19T16:00"), "test")
    moved = scene.mailed(bound, server, scene.SOLANGE)
    planning.cancel(bound, made.id, "Les trains ne roulent pas.", "test")
    over = scene.mailed(bound, server, scene.SOLANGE)
    (second,), (third,) = scene.entry(moved).walk("VEVENT"), scene.entry(over).walk("VEVENT")

    assert first["UID"] == second["UID"] == third["UID"]
    assert [one["SEQUENCE"] for one in (first, second, third)] == [0, 1, 2]
    assert second.decoded("DTSTART") == datetime(2010, 3, 19, 14, tzinfo=PARIS)
    assert (scene.entry(over)["METHOD"], third["STATUS"]) == ("CANCEL", "CANCELLED")
    assert moved["Subject"].startswith("Changement : ")
    assert over["Subject"].startswith("Annulation : ")
    assert "Les trains ne roulent pas." in over.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert server.received[scene.SOLANGE] == 3


def test_a_whole_day_needs_no_zone(bound: Installation, server: Sink) -> None:
    """It is the same day everywhere; its end is the day after (RFC 5545 3.6.1)."""
    made = scene.exchange(bound, Plan(MeetingKind.EVENT, "2010-05-04", "2010-05-05", title="Forum"))
    inviting.invite(bound, made.id, Whom(designated=True), "test")
    read = scene.entry(scene.mailed(bound, server, scene.LOIC))
    (event,) = read.walk("VEVENT")

    assert read.walk("VTIMEZONE") == []
    assert (f"{event.decoded('DTSTART')}", f"{event.decoded('DTEND')}") == ("2010-05-04", "2010-05-06")


def test_only_the_other_side_is_invited_to_an_event(bound: Installation) -> None:
    """The event is its debtor's own: the convention says to whom the invitation is owed."""
    made = scene.exchange(bound, Plan(MeetingKind.EVENT, "2010-05-04", title="Forum"))
    done = inviting.invite(bound, made.id, Whom(designated=True), "test")

    assert [(one.name, one.side) for one in done.meeting.invited] == [("Loïc Kermarrec", "cnml")]


def test_a_segment_is_invited_once_and_without_whoever_objected(bound: Installation, server: Sink) -> None:
    """The second time nobody is written to again; a rehearsal changes nothing."""
    objection_and_erasure.object_(bound, cast.AMADOU, "test")
    with bound.database.transaction() as session:
        saved.add(session, EVERYBODY, json.loads('{"all": []}'))
    made = scene.exchange(bound, Plan(MeetingKind.NETWORKS_YEARLY, "2009-11-24"))
    whom = Whom(segment=EVERYBODY, named=(Named("Amadou", cast.AMADOU),))

    rehearsed = inviting.invite(bound, made.id, whom, "test", rehearse=True)
    assert listing.show(bound, made.id).guests == ()
    first, again = (inviting.invite(bound, made.id, whom, "test") for _time in range(2))
    scene.mailed(bound, server, cast.ZOE)

    assert rehearsed.as_json() == first.as_json() == {"meeting": made.id, "new": 3, "known": 0, "stopped": 1}
    assert again.as_json() == {"meeting": made.id, "new": 0, "known": 3, "stopped": 1}
    assert dict(server.received) == {cast.ZOE: 1, cast.LOIC: 1, cast.MAITE: 1}


def test_who_cannot_be_invited_is_said(bound: Installation, clock: MovableClock) -> None:
    """Each in a sentence that says what to do."""
    made = scene.exchange(bound)
    steering = scene.exchange(bound, Plan(MeetingKind.STEERING, "2010-05-20"))

    with pytest.raises(NobodyToInvite, match="nommez une personne"):
        inviting.invite(bound, made.id, Whom(), "test")
    with pytest.raises(NobodyToInvite, match="Secrétariat général n’a désigné personne"):
        inviting.invite(bound, steering.id, Whom(designated=True), "test")
    with pytest.raises(MeetingRefused, match="n’est pas un partenaire"):
        inviting.invite(bound, made.id, Whom(named=(Named("X", "x@y.example", "ailleurs"),)), "test")
    with pytest.raises(MeetingRefused) as refused:
        inviting.invite(bound, made.id, Whom(named=(Named("X", "x y"),)), "test")
    assert refused.value.field == "email"
    clock.move(timedelta(days=400))
    with pytest.raises(MeetingOver, match="est passée"):
        inviting.invite(bound, made.id, Whom(designated=True), "test")


def test_a_guest_answers_and_may_change_their_mind(bound: Installation, server: Sink) -> None:
    """Looking changes nothing; the last answer counts, until the day is another one."""
    made = scene.exchange(bound)
    inviting.invite(bound, made.id, Whom(designated=True), "test")
    link = token(plain(bound, server, scene.SOLANGE))

    assert answering.look(bound, link).answer == ""
    answering.answer(bound, link, "no")
    answering.answer(bound, link, "yes")
    assert (listing.show(bound, made.id).answered("yes"), listing.show(bound, made.id).answered("")) == (1, 1)
    planning.change(bound, made.id, Change(place="Lyon"), "test")
    assert listing.show(bound, made.id).answered("yes") == 1
    planning.change(bound, made.id, Change(starts="2010-03-19T14:00", ends=""), "test")
    assert listing.show(bound, made.id).answered("yes") == 0
    assert answering.look(bound, link).is_outdated
    assert "Vous aviez répondu que vous viendriez." in plain(bound, server, scene.SOLANGE)
    answering.answer(bound, link, "yes")
    assert listing.show(bound, made.id).answered("yes") == 1


def test_nothing_is_answered_that_is_over(bound: Installation, server: Sink, clock: MovableClock) -> None:
    """Neither after its day nor once it is cancelled."""
    made = scene.exchange(bound)
    inviting.invite(bound, made.id, Whom(designated=True), "test")
    link = token(plain(bound, server, scene.SOLANGE))
    planning.cancel(bound, made.id, "Grève.", "test")

    assert answering.answer(bound, link, "yes").is_cancelled
    assert listing.show(bound, made.id).answered("yes") == 0
    assert "METHOD:CANCEL" in answering.calendar(bound, link)
    with pytest.raises(LinkRefused):
        answering.look(bound, link[:-1] + ("A" if link[-1] != "A" else "B"))


def test_who_is_taken_off_or_erased_has_no_invitation(bound: Installation, server: Sink) -> None:
    """A calendar is told of the first; nothing is left of the second but how many came."""
    made = scene.exchange(bound)
    inviting.invite(bound, made.id, Whom(designated=True), "test")
    link = token(plain(bound, server, scene.SOLANGE))
    solange = next(one for one in listing.show(bound, made.id).guests if one.side == "charte")
    inviting.remove(bound, made.id, solange.id, "test")

    assert scene.entry(scene.mailed(bound, server, scene.SOLANGE))["METHOD"] == "CANCEL"
    with pytest.raises(InvitationOver):
        answering.look(bound, link)
    objection_and_erasure.forget(bound, scene.THI_HOA, "test")
    assert listing.show(bound, made.id).guests == ()


def test_what_meetings_know_of_a_person_is_given_to_them(bound: Installation, server: Sink) -> None:
    """GDPR art. 15: the invitations and the answers too."""
    made = scene.exchange(bound, replace(scene.AFTERNOON, name="rencontre-a"))
    inviting.invite(bound, made.id, Whom(designated=True), "test")
    answering.answer(bound, token(plain(bound, server, scene.THI_HOA)), "yes")
    (mine,) = objection_and_erasure.file_of(bound, scene.THI_HOA).meetings

    assert (mine.meeting, mine.name, mine.answer) == ("Échange annuel", "Thi-Hoa Besnard", "yes")
