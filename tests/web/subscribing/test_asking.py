"""The form: one answer for every address."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlmodel import select

from campaigns.acting import ticking
from campaigns.editorial import imprints, publications
from campaigns.post import tokens
from campaigns.post.outbox import queue
from campaigns.post.readers import signup_forms
from campaigns.post.tokens import Joining
from lists import addresses
from lists.kinds import SuppressionReason
from lists.models import Contact
from lists.permission import consents, suppressing
from runtime.installation import Installation
from tests import cast, servers
from tests.clocks import MovableClock
from tests.web.conftest import Ask, Site
from tests.web.subscribing.conftest import FORM, NEW, audience, link, submit, suppress


def test_from_the_form_to_the_list(send: Ask, site: Installation, server: servers.Sink) -> None:
    """Nobody is on it before the mailbox has answered by a POST; the proof holds the words of the page."""
    assert submit(send, f"  mailto:{NEW.upper()} ").status_code == 200
    ticking.tick(site)
    path = link(server, NEW.upper().replace("NOUVELLE@OMBELLE.EXAMPLE", "NOUVELLE@ombelle.example"))
    shown = send("GET", path)
    assert shown.status_code == 200
    assert len(audience(site)) == 1

    done = send("POST", path)
    assert done.status_code == 200
    assert "confirmée" in done.text
    assert len(audience(site)) == 2
    with site.database.reading() as session:
        key = suppressing.address_key(site.keyring, addresses.parse(NEW))
        proof = consents.of(session, key)
    assert [(one.purpose, one.act) for one in proof] == [("newsletter", "given")]
    assert (proof[0].wording or "?") in shown.text
    assert "15\u00a0septembre 2009" in proof[0].proof


def test_the_screen_does_not_tell_who_is_known(send: Ask, site: Installation) -> None:
    """On the list, new, left, objected, erased: the same octets."""
    suppress(site, cast.LOIC, SuppressionReason.OBJECTION)
    suppress(site, cast.MAITE, SuppressionReason.ERASED)
    suppress(site, cast.AMADOU, SuppressionReason.UNSUBSCRIBED, 1)
    answers = [submit(send, one) for one in (cast.ZOE, NEW, cast.LOIC, cast.MAITE, cast.AMADOU)]

    assert len({(one.status_code, one.text) for one in answers}) == 1


def test_only_those_are_asked_who_may_be(send: Ask, site: Installation, server: servers.Sink) -> None:
    """Of somebody who objected or was erased nothing is kept, not even the address."""
    suppress(site, cast.LOIC, SuppressionReason.OBJECTION)
    suppress(site, cast.MAITE, SuppressionReason.ERASED)
    suppress(site, cast.AMADOU, SuppressionReason.UNSUBSCRIBED, 1)
    for one in (cast.ZOE, cast.LOIC, cast.MAITE, cast.AMADOU):
        submit(send, one)
    ticking.tick(site)

    assert set(server.received) == {cast.ZOE, cast.AMADOU}
    with site.database.reading() as session:
        assert set(session.scalars(select(Contact.email))) == {cast.ZOE, cast.AMADOU}


def test_a_mailbox_is_not_flooded(send: Ask, site: Installation, server: servers.Sink, clock: MovableClock) -> None:
    """Three questions a day, whoever presses the button; then again the next day."""
    answers = {submit(send, NEW).text for _time in range(signup_forms.MOST_A_DAY + 2)}
    ticking.tick(site)
    assert server.received == {NEW: signup_forms.MOST_A_DAY}
    assert len(answers) == 1

    clock.move(timedelta(days=1, seconds=1))
    submit(send, NEW)
    ticking.tick(site)
    assert server.received[NEW] == signup_forms.MOST_A_DAY + 1


def test_what_is_no_address_is_told_in_its_place(send: Ask, site: Installation) -> None:
    """What was typed stays, as text; nothing is queued."""
    answer = submit(send, '"><script>alert(1)</script>')

    assert answer.status_code == 422
    assert "<script>" not in answer.text
    assert 'aria-invalid="true"' in answer.text
    assert "<title>Erreur" in answer.text
    with site.database.reading() as session:
        assert queue.waiting(session).many == 0


@pytest.mark.parametrize("body", [b"", b"email=", b"email=%ff%fe", b"\x00" * 100, b"a=1&" * 20])
def test_odd_bodies_are_answered_in_french(send: Ask, body: bytes) -> None:
    """A missing field, broken octets, too many fields."""
    answer = send("POST", FORM, content=body, headers={"Content-Type": "application/x-www-form-urlencoded"})

    assert answer.status_code == 422
    assert "Erreur" in answer.text


def test_a_list_that_is_closed_has_no_form(send: Ask, site: Installation) -> None:
    """Nor does an answer count any more."""
    key = suppressing.address_key(site.keyring, addresses.parse(NEW))
    token = tokens.mint_joining(site.keyring, Joining(1, key, site.clock.epoch()))
    with site.database.transaction() as session:
        imprints.revise(session, publications.chosen(session), imprints.Change(form=""))

    assert {send("GET", path).status_code for path in (FORM, f"{FORM}/{token}", "/l/s/")} == {404}
    assert submit(send, NEW).status_code == 404


def test_a_network_that_sends_forms_by_the_dozen_is_held_up(site: Installation) -> None:
    """Nobody tries lists of addresses on us."""
    visitor = Site(site)
    answers = [visitor.ask("POST", FORM, host="203.0.113.9").status_code for _time in range(21)]

    assert answers == [422] * 20 + [429]
    assert visitor.ask("GET", FORM, host="203.0.113.9").status_code == 200


def test_pages_are_private_and_run_nothing(send: Ask) -> None:
    """No cookie, no script, nothing from elsewhere, nothing kept."""
    for answer in (send("GET", FORM), submit(send, NEW)):
        assert "set-cookie" not in answer.headers
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["Cache-Control"] == "no-store"
        assert "<script" not in answer.text
