"""Rectification: what a person corrects, an address that was wrong, and what moves with the person to the right one."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from campaigns.acting import launching
from campaigns.acting.rights import objection_and_erasure, rectification, register
from campaigns.post import delivery_events
from campaigns.post.delivery_events import EventKind, Heard
from lists import addresses, errors
from lists.kinds import RequestEnding, Right, SuppressionReason
from lists.permission import suppressing
from runtime.installation import Installation
from runtime.journal import Journal
from templates import errors as templates_errors
from tests import cast

NEW = "Zoe.Oeuvrard@Brumevent.example"


@pytest.fixture
def desk(opened: Installation, tmp_path: Path) -> Installation:
    """An installation with a journal, and a campaign to the four readers of the cast."""
    beside = Journal(tmp_path / "objections.journal")
    found = dataclasses.replace(opened, database=dataclasses.replace(opened.database, journal=beside))
    launching.launch(found, launching.Order(cast.stage(found, tmp_path), grace=0), "test")
    return found


def correct(desk: Installation, whom: str = cast.ZOE, contact: int | None = None, **given: str) -> str:
    """Correct somebody."""
    return rectification.correct(desk, whom, given, contact=contact, evidence="lettre", actor="test")


def _key(desk: Installation, email: str) -> bytes:
    return suppressing.address_key(desk.keyring, addresses.parse(email))


def test_what_she_says_replaces_what_was_known(desk: Installation) -> None:
    """Spaces and accents as they should be; an empty value takes a field away; the role follows the function."""
    correct(desk, first_name=" Zoe\u0301  Anne", last_name="", phone="0170642300", function="DRH", civility="madame")
    (one,) = objection_and_erasure.file_of(desk, cast.ZOE).contacts

    said = (one.first_name, one.last_name, one.phone, one.function, one.role, one.civility)
    assert said == ("Zoé Anne", None, "01 70 64 23 00", "DRH", "human_resources", "Mme")


def test_her_letters_and_objections_follow_her(desk: Installation) -> None:
    """To the new address; nobody is written to under either."""
    objection_and_erasure.object_(desk, cast.ZOE, "test", "lettre du 12 mars")
    assert correct(desk, email=NEW) == "Zoe.Oeuvrard@brumevent.example"
    file = objection_and_erasure.file_of(desk, NEW)

    assert file.contacts[0].email == "Zoe.Oeuvrard@brumevent.example"
    assert [one.state for one in file.letters] == ["planned"]
    assert {(one.reason, one.evidence) for one in file.suppressions} == {("objection", "lettre du 12 mars")}
    assert objection_and_erasure.file_of(desk, cast.ZOE).contacts == ()


def test_a_word_of_a_server_was_about_the_old_address(desk: Installation) -> None:
    """The new one may be written to."""
    with desk.database.transaction() as session:
        suppressing.suppress(
            session,
            _key(desk, cast.ZOE),
            reason=SuppressionReason.BOUNCED,
            since=desk.clock.now(),
            evidence="delivery:1",
        )
    correct(desk, email=NEW)
    with desk.database.reading() as session:
        assert not suppressing.is_suppressed(session, _key(desk, NEW), 1)


@pytest.mark.parametrize(
    "reason", [SuppressionReason.OBJECTION, SuppressionReason.ERASED, SuppressionReason.COMPLAINED]
)
def test_an_address_that_wants_no_letter_is_refused(desk: Installation, reason: SuppressionReason) -> None:
    """A correction lifts nothing."""
    with desk.database.transaction() as session:
        suppressing.suppress(session, _key(desk, NEW), reason=reason, since=desk.clock.now(), evidence="test")
    with pytest.raises(errors.CorrectionRefused) as refused:
        correct(desk, email=NEW)
    assert refused.value.field == "email"

    assert objection_and_erasure.file_of(desk, cast.ZOE).contacts


def test_the_address_of_a_colleague_is_refused(desk: Installation) -> None:
    """Two contacts of one organisation have two addresses."""
    with pytest.raises(errors.CorrectionRefused, match="autre contact"):
        correct(desk, email=cast.LOIC)


def test_an_erasure_covers_what_she_had_before(desk: Installation) -> None:
    """So an old file brings her back under neither address."""
    correct(desk, email=NEW)
    objection_and_erasure.forget(desk, NEW, "test")

    for email in (cast.ZOE, NEW):
        file = objection_and_erasure.file_of(desk, email)
        assert [one.reason for one in file.suppressions] == ["erased"]
        assert file.erased


def test_a_former_address_that_somebody_else_has_now_is_hers(desk: Installation) -> None:
    """It was entered by mistake: an erasure of the one does not touch the other."""
    correct(desk, email=NEW)
    with desk.database.transaction() as session:
        cast.reader(session, desk, cast.ZOE, cast.organisation(session, "Ombelle"), "Ana")
    objection_and_erasure.forget(desk, NEW, "test")

    other = objection_and_erasure.file_of(desk, cast.ZOE)
    assert ([one.first_name for one in other.contacts], other.suppressions) == (["Ana"], ())


def test_the_old_address_does_not_lead_to_her(desk: Installation) -> None:
    """It may never have been hers, and whoever has it may ask."""
    correct(desk, email=NEW)

    assert objection_and_erasure.file_of(desk, cast.ZOE).contacts == ()


def test_a_person_of_two_organisations_says_which_work_is_meant(desk: Installation) -> None:
    """Her name is hers everywhere, her function is not."""
    with desk.database.transaction() as session:
        second = cast.reader(session, desk, cast.ZOE, cast.organisation(session, "Ombelle")).id
    with pytest.raises(errors.ContactUnclear, match="2 contacts"):
        correct(desk, function="DRH")
    with pytest.raises(errors.CorrectionRefused, match="contact"):
        correct(desk, contact=99, function="DRH")
    correct(desk, last_name="Martin")
    correct(desk, contact=second, function="DRH")
    found = objection_and_erasure.file_of(desk, cast.ZOE).contacts

    assert [(one.last_name, one.function) for one in found] == [("Martin", None), ("Martin", "DRH")]


def test_nothing_and_nobody_are_refused(desk: Installation) -> None:
    """In one sentence."""
    with pytest.raises(errors.NothingToCorrect):
        correct(desk)
    with pytest.raises(errors.ContactUnknown):
        correct(desk, "personne@brumevent.example", last_name="X")
    with pytest.raises(templates_errors.TextRefused):
        correct(desk, last_name="X\x07")
    with pytest.raises(errors.CorrectionRefused, match="200"):
        correct(desk, last_name="X" * 201)


def test_it_closes_her_request_and_is_a_sign_of_life(desk: Installation) -> None:
    """What was corrected is known by its name, not by what stood there."""
    register.register(desk, cast.ZOE, Right.RECTIFICATION, received_on=None, note="lettre", actor="test")
    correct(desk, email=NEW, last_name="Martin")
    file = objection_and_erasure.file_of(desk, NEW)

    (request,) = file.requests
    assert (request.kind, request.ending, request.address) == (Right.RECTIFICATION, RequestEnding.DONE, "")
    assert [one.fact for one in file.history] == ["updated"]


def test_a_bounce_of_the_old_address_is_still_hers(desk: Installation) -> None:
    """A letter that left before the correction comes back after it."""
    correct(desk, email=NEW)
    with desk.database.transaction() as session:
        session.connection().exec_driver_sql(
            "UPDATE delivery SET state = 'accepted' WHERE address = 'zoe@brumevent.example'"
        )
        delivery = session.connection().exec_driver_sql(
            "SELECT id FROM delivery WHERE address = 'zoe@brumevent.example'"
        )
        heard = Heard("1", EventKind.BOUNCED, delivery.scalar_one(), desk.clock.epoch(), words="550 inconnue")
        delivery_events.record(session, heard)

    assert [one.event for one in objection_and_erasure.file_of(desk, NEW).events] == ["bounced"]
