"""Right after leaving: it can be undone and explained, from that page alone, and never against another source."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlmodel import select

from campaigns.acting import launching
from campaigns.acting.rights import objection_and_erasure
from campaigns.editorial import imprints, publications
from campaigns.post import delivery_events, tokens
from campaigns.post.delivery_events import EventKind, Heard
from campaigns.post.figures import departures
from campaigns.post.models import Delivery, Event
from campaigns.post.readers import unsubscribing
from lists import mailing_lists
from lists.kinds import Purpose, SuppressionReason
from lists.permission import consents, journal_replay, suppressing
from runtime.installation import Installation
from runtime.journal import Journal
from tests import cast
from tests.clocks import MovableClock
from tests.web.conftest import Ask, browser, zoes_key


def action(page: str, verb: str) -> str:
    """Return where a form of the page leads, or nothing."""
    found = re.search(rf'action="(/l/u/[A-Za-z0-9_-]+/{verb})"', page)
    return found[1] if found else ""


@pytest.fixture
def left(ask: Ask, link: str) -> str:
    """The page of Zoé's leaving."""
    return ask("POST", link).text


def stopped(opened: Installation) -> bool:
    """Tell whether Zoé's list writes to her no more."""
    with opened.database.reading() as session:
        return suppressing.is_suppressed(session, zoes_key(opened), 1)


def kinds(opened: Installation) -> list[str]:
    """Return what was heard, in order."""
    with opened.database.reading() as session:
        return [event.kind for event in session.exec(select(Event).order_by(sa.text("id")))]


def test_leaving_can_be_undone(ask: Ask, opened: Installation, left: str) -> None:
    """A click too many costs nothing."""
    page = ask("POST", action(left, "annuler"))

    assert page.status_code == 200
    assert "annulée" in page.text
    assert not stopped(opened)
    assert kinds(opened) == ["left", "stayed"]


def test_an_undo_gives_back_what_leaving_withdrew(
    ask: Ask, opened: Installation, link: str, clock: MovableClock
) -> None:
    """In the words of then; what she had withdrawn before stays withdrawn."""
    say = {"wording": "Oui.", "source": "test", "proof": "test"}
    with opened.database.transaction() as session:
        for purpose in (Purpose.NEWSLETTER, Purpose.CLICKS):
            consents.give(session, zoes_key(opened), purpose, 1, now=opened.clock.now(), **say)
        consents.withdraw(session, [zoes_key(opened)], [Purpose.CLICKS], source="test", now=opened.clock.now())
    clock.move(timedelta(hours=1))
    left = ask("POST", link).text
    between = held(opened)
    ask("POST", action(left, "annuler"))

    assert (between, held(opened)) == ([], [Purpose.NEWSLETTER])


def held(opened: Installation) -> list[Purpose]:
    """Return what Zoé says yes to."""
    with opened.database.reading() as session:
        return [one for one in Purpose if consents.holds(session, zoes_key(opened), one, 1)]


def test_undoing_twice_is_undoing_once(ask: Ask, opened: Installation, left: str) -> None:
    """A reload is no second act."""
    pages = [ask("POST", action(left, "annuler")).status_code for _again in range(2)]

    assert pages == [200, 200]
    assert kinds(opened) == ["left", "stayed"]


@pytest.mark.parametrize("again", ["GET", "POST"])
def test_the_way_back_survives_a_reload(ask: Ask, opened: Installation, link: str, left: str, again: str) -> None:
    """The page that was closed too soon, the link that is opened once more: while it may be, it is offered."""
    later = ask(again, link).text
    assert action(later, "annuler") == action(left, "annuler")
    assert kinds(opened) == ["left"]

    assert ask("POST", action(later, "annuler")).status_code == 200
    assert not stopped(opened)


def test_after_half_an_hour_the_link_offers_to_subscribe_again(
    ask: Ask, opened: Installation, link: str, left: str, clock: MovableClock
) -> None:
    """By the form, which asks the mailbox: a letter gets forwarded."""
    with opened.database.transaction() as session:
        imprints.revise(session, publications.chosen(session), imprints.Change(form="la-lettre"))
    clock.move(timedelta(minutes=unsubscribing.MINUTES, seconds=1))
    later = ask("GET", link).text

    assert (action(later, "annuler"), action(later, "raison")) == ("", "")
    assert '<a href="/l/s/la-lettre">S’inscrire de nouveau</a>' in later


def test_undoing_ends_after_half_an_hour(ask: Ask, opened: Installation, left: str, clock: MovableClock) -> None:
    """Then it is an unsubscription like any other."""
    clock.move(timedelta(minutes=unsubscribing.MINUTES, seconds=1))
    page = ask("POST", action(left, "annuler"))

    assert page.status_code == 410
    assert "Trop tard" in page.text
    assert stopped(opened)


def test_leaving_after_an_undo_leaves(ask: Ask, opened: Installation, link: str, left: str) -> None:
    """And what undid the first act does not undo the second."""
    ask("POST", action(left, "annuler"))
    ask("POST", link)

    assert stopped(opened)
    assert kinds(opened) == ["left", "stayed", "left"]


def _objects(opened: Installation) -> None:
    objection_and_erasure.object_(opened, cast.ZOE, "test")


def _comes_in_a_file(opened: Installation) -> None:
    with opened.database.transaction() as session:
        suppressing.suppress_all(
            session,
            [zoes_key(opened)],
            reason=SuppressionReason.UNSUBSCRIBED,
            since=opened.clock.now(),
            mailing_list_id=1,
            evidence="fichier.csv",
        )


def _writes(opened: Installation) -> None:
    link = tokens.Leave(1, 7, zoes_key(opened))
    with opened.database.transaction() as session:
        delivery_events.record(session, Heard("mail:1", EventKind.LEFT, 7, opened.clock.epoch(), link=link))


@pytest.mark.parametrize("said", [_objects, _comes_in_a_file, _writes])
def test_what_another_source_says_meanwhile_holds(
    ask: Ask, opened: Installation, left: str, said: Callable[[Installation], None]
) -> None:
    """At the desk, in a file of another tool, by mail: an undo is no consent."""
    said(opened)
    page = ask("POST", action(left, "annuler"))

    assert page.status_code == 410
    assert stopped(opened)


@pytest.mark.parametrize("said", [_objects, _comes_in_a_file, _writes])
def test_what_another_source_said_before_cannot_be_undone(
    ask: Ask, opened: Installation, link: str, said: Callable[[Installation], None]
) -> None:
    """Then leaving changed nothing, and there is nothing to undo."""
    said(opened)

    assert action(ask("POST", link).text, "annuler") == ""


def test_no_restore_brings_an_undone_leaving_back(opened: Installation, link: str, tmp_path: Path) -> None:
    """The journal outside of the database knows both, in their order; and an old copy learns the undo."""
    journal = Journal(tmp_path / "objections.journal")
    beside = dataclasses.replace(opened, database=dataclasses.replace(opened.database, journal=journal))
    ask = browser(beside)
    ask("POST", action(ask("POST", link).text, "annuler"))
    entries = journal.read().entries
    with opened.database.transaction() as session:
        journal_replay.merge(session, entries[:1])  # an old copy, of the minutes between
        old = suppressing.is_suppressed(session, zoes_key(opened), 1)
        again = journal_replay.merge(session, entries).stopped, journal_replay.merge(session, entries).stopped

    assert [entry["act"] for entry in entries] == ["stop", "back"]
    assert (old, again) == (True, (0, 0))
    assert not stopped(opened)


def test_an_act_of_another_installation_is_refused(ask: Ask, opened: Installation, left: str) -> None:
    """Every character counts."""
    path = action(left, "annuler")
    changed = path.replace("/l/u/A", "/l/u/B", 1)

    assert ask("POST", changed).status_code == 404
    assert stopped(opened)


def test_a_reason_is_counted_without_a_reader(ask: Ask, opened: Installation, left: str) -> None:
    """Once for each act, of the day and not of the second."""
    for why in ("too_often", "not_for_me"):
        page = ask("POST", action(left, "raison"), data={"why": why})
    with opened.database.reading() as session:
        said = session.exec(select(Event).where(Event.kind == "explained")).one()

    assert "Merci" in page.text
    assert (said.details, said.delivery_id) == ({"why": "too_often"}, None)
    assert said.at.hour == said.at.minute == 0
    assert zoes_key(opened).hex() not in str(said.event_id)


@pytest.mark.parametrize("why", ["<script>", "Je suis Zoé", ""])
def test_a_reason_is_one_of_ours(ask: Ask, opened: Installation, left: str, why: str) -> None:
    """Free text would name people."""
    assert ask("POST", action(left, "raison"), data={"why": why}).status_code == 404
    assert kinds(opened) == ["left"]


def test_whoever_explained_can_still_undo(ask: Ask, opened: Installation, left: str) -> None:
    """The answer is the same."""
    page = ask("POST", action(left, "raison"), data={"why": "other"}).text
    ask("POST", action(page, "annuler"))

    assert not stopped(opened)


def test_the_page_shows_no_more_of_an_address_than_its_owner_needs(opened: Installation, tmp_path: Path) -> None:
    """Of « zoe@brumevent.example » a colleague learns two letters."""
    launching.launch(opened, launching.Order(cast.stage(opened, tmp_path), grace=0), "test")
    with opened.database.reading() as session:
        mine = session.exec(select(Delivery).where(Delivery.address == cast.ZOE)).one()
    link = "/l/u/" + tokens.mint_leave(opened.keyring, 1, mine.id or 0, mine.address_key)
    ask = browser(opened)
    pages = [ask(method, link).text for method in ("GET", "POST", "GET", "POST")]

    assert ["z•••@b•••.example" in page for page in pages] == [True] * 4
    assert [page for page in pages if cast.ZOE in page or "brumevent" in page.lower() or "Zoe" in page] == []


def test_a_colleague_is_led_to_the_form(ask: Ask, opened: Installation, link: str) -> None:
    """« On m’a transféré ce message »: where the list is open to whoever asks."""
    before = ask("GET", link).text
    with opened.database.transaction() as session:
        mailing_lists.open_(session, 1, "lettre")
    page = ask("GET", link).text

    assert ("fermez simplement" in before, "/l/s/" in before) == (True, False)
    assert 'href="/l/s/lettre"' in page
    assert ask("GET", "/l/s/lettre").status_code == 200


def test_the_figures_count_who_stayed_away(opened: Installation) -> None:
    """Who came back at once has not left."""
    with opened.database.transaction() as session:
        for kind, delivery in [("left", 1), ("left", 2), ("left", 2), ("stayed", 2), ("left", 3), ("stayed", 3)]:
            session.add(Event(kind=kind, at=opened.clock.now(), campaign_id=1, delivery_id=delivery))
        for why in ("other", "too_often", "too_often"):
            session.add(Event(kind="explained", at=opened.clock.now(), campaign_id=1, details={"why": why}))
        session.flush()

        assert departures.left(session, [1]) == 2
        assert departures.reasons(session, 1) == {"too_often": 2, "other": 1}
