"""Subscribing: one answer for every address, a question by mail, a button that answers it."""

from __future__ import annotations

import email
import email.policy
import re
from datetime import timedelta

import httpx
import pytest
import sqlalchemy as sa

from campaigns.acting import ticking
from campaigns.acting.rights import objection_and_erasure
from campaigns.editorial import imprints, publications
from campaigns.post import tokens
from campaigns.post.outbox import queue
from campaigns.post.readers import signup_forms
from campaigns.post.tokens import Joining
from lists import addresses, audiences, mailing_lists
from lists.contacts import double_opt_in
from lists.kinds import Purpose, SuppressionReason
from lists.models import Contact
from lists.permission import consents, suppressing
from runtime import settings
from runtime.installation import Installation
from tests import cast, servers
from tests.clocks import MovableClock
from tests.web.conftest import Ask, Site, browser

FORM = "/l/s/la-lettre"
NEW = "nouvelle@ombelle.example"


@pytest.fixture
def site(opened: Installation, server: servers.Sink) -> Installation:
    """An installation whose list is open, with Zoé on it."""
    with opened.database.transaction() as session:
        publication = cast.publish(session)
        imprints.revise(session, publication, imprints.Change(form="la-lettre"))
        cast.reader(session, opened, cast.ZOE, cast.organisation(session, "Ateliers Brumevent"))
    given = settings.load(data=opened.settings.data, smtp_url=server.url, base_url="https://lettre.exemple.example")
    return Installation(given, opened.database, opened.keyring, opened.clock)


@pytest.fixture
def send(site: Installation) -> Ask:
    """Send one request."""
    return browser(site)


def submit(send: Ask, typed: str) -> httpx.Response:
    """Send the form."""
    return send("POST", FORM, data={"email": typed})


def suppress(site: Installation, address: str, reason: SuppressionReason, mailing_list_id: int | None = None) -> None:
    """Stop letters to somebody."""
    with site.database.transaction() as session:
        key = suppressing.address_key(site.keyring, addresses.parse(address))
        suppressing.suppress(
            session, key, reason=reason, since=site.clock.now(), mailing_list_id=mailing_list_id, evidence="test"
        )


def link(server: servers.Sink, address: str) -> str:
    """Return the path of the link in the question that somebody was mailed."""
    read = email.message_from_bytes(server.letters[address], policy=email.policy.default)
    text = read.get_body(("plain",))
    assert text is not None
    found = re.search(r"https://lettre\.exemple\.example(/l/s/la-lettre/[\w-]+)", text.get_content())
    assert found
    return found[1]


def audience(site: Installation) -> set[str]:
    """Return who may be written to."""
    with site.database.reading() as session:
        listed = publications.chosen(session).mailing_list_id
        return {row.address for row in session.execute(audiences.selection(listed))}


def confirmed(send: Ask, site: Installation, server: servers.Sink) -> str:
    """Let somebody new subscribe, and return the link that they confirmed."""
    submit(send, NEW)
    ticking.tick(site)
    path = link(server, NEW)
    assert send("POST", path).status_code == 200
    return path


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
        assert set(session.scalars(sa.select(Contact.__table__.c.email))) == {cast.ZOE, cast.AMADOU}  # type: ignore[attr-defined]


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
        assert list(session.scalars(sa.select(Contact.__table__.c.email))) == [cast.ZOE]  # type: ignore[attr-defined]


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
