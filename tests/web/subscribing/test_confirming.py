"""The question by mail, and the button that answers it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlmodel import select

from campaigns.acting import ticking
from campaigns.acting.rights import objection_and_erasure
from campaigns.post import tokens
from campaigns.post.tokens import Joining
from lists import addresses, mailing_lists
from lists.contacts import double_opt_in
from lists.kinds import Purpose, SuppressionReason
from lists.models import Contact
from lists.permission import consents, suppressing
from runtime.installation import Installation
from tests import cast, servers
from tests.clocks import MovableClock
from tests.web.conftest import Ask
from tests.web.subscribing.conftest import FORM, NEW, audience, confirmed, link, submit, suppress


def test_a_link_that_was_used_says_so(send: Ask, site: Installation, server: servers.Sink) -> None:
    """And has no button any more."""
    path = confirmed(send, site, server)
    pages = [send(method, path) for method in ("GET", "POST")]

    assert [page.status_code for page in pages] == [200, 200]
    assert all("Votre inscription est déjà confirmée" in page.text and "<form" not in page.text for page in pages)


def test_whoever_asked_reads_that_as_the_reason(send: Ask, site: Installation, server: servers.Sink) -> None:
    """Their consent, not what the list says of those whom it found elsewhere."""
    with site.database.transaction() as session:
        mailing_lists.justify(session, 1, basis="legitimate_interest", note="Des partenaires.")
    confirmed(send, site, server)
    bases = [
        (one.basis, one.note)
        for email in (NEW, cast.ZOE)
        for contact in objection_and_erasure.file_of(site, email).contacts
        for one in contact.lists
    ]

    assert bases == [("consent", None), ("legitimate_interest", "Des partenaires.")]


@pytest.mark.parametrize("seconds", [0, 1, 3600])
def test_an_old_link_undoes_no_departure(
    send: Ask, site: Installation, server: servers.Sink, clock: MovableClock, seconds: int
) -> None:
    """Whoever left after asking has said the last word; the form is there for another."""
    path = confirmed(send, site, server)
    clock.move(timedelta(seconds=seconds))
    key = suppressing.address_key(site.keyring, addresses.parse(NEW))
    send("POST", "/l/u/" + tokens.mint_leave(site.keyring, 1, 99, key))
    pages = [send(method, path) for method in ("GET", "POST")]

    assert [page.status_code for page in pages] == [410, 410]
    assert "désinscrit après cette demande" in pages[1].text
    assert NEW not in audience(site)


def test_who_left_before_asking_comes_back(
    send: Ask, site: Installation, server: servers.Sink, clock: MovableClock
) -> None:
    """By the link of the new request alone."""
    old = confirmed(send, site, server)
    key = suppressing.address_key(site.keyring, addresses.parse(NEW))
    clock.move(timedelta(minutes=1))
    send("POST", "/l/u/" + tokens.mint_leave(site.keyring, 1, 99, key))
    clock.move(timedelta(minutes=1))
    server.letters.clear()
    again = confirmed(send, site, server)

    assert again != old
    assert NEW in audience(site)


def test_looking_changes_nothing(send: Ask, site: Installation, server: servers.Sink) -> None:
    """A scanner follows every link, twice."""
    submit(send, NEW)
    ticking.tick(site)
    path = link(server, NEW)
    for method in ("GET", "HEAD", "GET"):
        assert send(method, path).status_code == 200

    assert audience(site) == {cast.ZOE}


def test_an_old_answer_does_not_count(send: Ask, site: Installation, server: servers.Sink, clock: MovableClock) -> None:
    """After seven days the request is forgotten, with whoever was known by it alone."""
    submit(send, NEW)
    ticking.tick(site)
    path = link(server, NEW)
    clock.move(timedelta(days=double_opt_in.DAYS_TO_CONFIRM, seconds=1))

    assert "requests.forgotten:1" in ticking.tick(site).did
    assert [send(method, path).status_code for method in ("GET", "POST")] == [410, 410]
    with site.database.reading() as session:
        assert list(session.scalars(select(Contact.email))) == [cast.ZOE]


def test_an_objection_in_between_holds(send: Ask, site: Installation, server: servers.Sink) -> None:
    """She who reads her own mailbox is told, and to whom to write."""
    submit(send, NEW)
    ticking.tick(site)
    suppress(site, NEW, SuppressionReason.OBJECTION)
    answer = send("POST", link(server, NEW))

    assert answer.status_code == 409
    assert "lettre@charte.example" in answer.text
    assert audience(site) == {cast.ZOE}


def test_whoever_left_comes_back(send: Ask, site: Installation, server: servers.Sink) -> None:
    """And leaves again."""
    suppress(site, cast.ZOE, SuppressionReason.UNSUBSCRIBED, 1)
    submit(send, cast.ZOE)
    ticking.tick(site)
    assert audience(site) == set()
    send("POST", link(server, cast.ZOE))
    assert audience(site) == {cast.ZOE}
    with site.database.reading() as session:
        key = suppressing.address_key(site.keyring, addresses.parse(cast.ZOE))
        assert consents.holds(session, key, Purpose.NEWSLETTER, 1)


def test_a_link_is_refused_that_is_not_ours(send: Ask, site: Installation) -> None:
    """Cut, changed, or made for something else."""
    key = suppressing.address_key(site.keyring, addresses.parse(cast.ZOE))
    token = tokens.mint_joining(site.keyring, Joining(1, key, site.clock.epoch()))
    leave = tokens.mint_leave(site.keyring, 1, 7, key)
    changed = token[:10] + ("A" if token[10] != "A" else "B") + token[11:]

    assert len(token) == 52
    for wrong in (token[:-4], changed, leave, "x"):
        assert send("POST", f"{FORM}/{wrong}").status_code == 404
