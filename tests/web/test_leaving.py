"""Leaving: looking changes nothing, one POST of whatever shape leaves, and no page gives anything away."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
import sqlalchemy
from sqlmodel import select

from campaigns.post import tokens
from campaigns.post.link_errors import LeaveRefused
from campaigns.post.models import Event
from campaigns.post.readers import unsubscribing
from lists.kinds import Purpose
from lists.models import Suppression
from lists.permission import consents, suppressing
from runtime import database as databases
from runtime.installation import Installation
from tests.web.conftest import Ask, Site, browser, zoes_key

ONE_CLICK = "List-Unsubscribe=One-Click"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
#: What mail programs, scanners and pranksters send.
BODIES: dict[str, dict[str, Any]] = {
    "urlencoded": {"content": ONE_CLICK, "headers": FORM},
    "multipart": {"files": {"List-Unsubscribe": (None, "One-Click")}},
    "junk": {"content": b"\xff\x00 not a form", "headers": FORM},
    "empty": {},
}


def left(opened: Installation) -> int:
    """Return how many suppressions and events there are."""
    with opened.database.reading() as session:
        return len(session.exec(select(Suppression)).all()) + len(session.exec(select(Event)).all())


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "PUT", "DELETE", "PATCH"])
def test_no_other_method_than_post_leaves(ask: Ask, opened: Installation, link: str, method: str) -> None:
    """Scanners follow every link of a letter."""
    for _again in range(3):
        ask(method, link, headers={"Sec-Purpose": "prefetch"})

    assert left(opened) == 0


def test_looking_shows_a_button(ask: Ask, link: str) -> None:
    """And nothing that runs by itself."""
    page = ask("GET", link)

    assert page.status_code == 200
    assert '<form method="post">' in page.text
    assert "Me désinscrire" in page.text


@pytest.mark.parametrize("shape", BODIES)
def test_one_post_leaves(ask: Ask, opened: Installation, link: str, shape: str) -> None:
    """Whatever its body, at once (RFC 8058 3.1)."""
    answer = ask("POST", link, **BODIES[shape])

    assert answer.status_code == 200
    with opened.database.reading() as session:
        assert suppressing.is_suppressed(session, zoes_key(opened), 1)


def test_leaving_twice_is_leaving_once(ask: Ask, opened: Installation, link: str) -> None:
    """One suppression, one event, two times 200."""
    answers = [ask("POST", link, content=ONE_CLICK, headers=FORM).status_code for _again in range(3)]

    assert answers == [200, 200, 200]
    assert left(opened) == 2


def test_whoever_left_is_told_so(ask: Ask, link: str) -> None:
    """Looking again offers no button."""
    ask("POST", link)

    assert "C’est fait" in ask("GET", link).text


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_answers_keep_and_tell_nothing(ask: Ask, link: str, method: str) -> None:
    """No cookie, no redirection, no cache, no script, no referrer, no index."""
    headers = ask(method, link).headers

    assert "set-cookie" not in headers
    assert "location" not in headers
    assert headers["cache-control"] == "no-store"
    assert headers["referrer-policy"] == "no-referrer"
    assert "default-src 'none'" in headers["content-security-policy"]


def test_it_works_when_campaign_delivery_and_contact_are_gone(ask: Ask, opened: Installation, link: str) -> None:
    """Years later, after an erasure: delivery 7 never existed here, and nobody is on the list."""
    with opened.database.transaction() as session:
        for table in ("subscription", "contact", "publication"):
            session.connection().exec_driver_sql(f"DELETE FROM {table}")

    assert ask("GET", link).status_code == 200
    assert ask("POST", link).status_code == 200
    assert left(opened) == 2


@pytest.mark.parametrize("place", [0, 5, 20, 41, 50, 55])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_one_changed_character_is_refused(ask: Ask, opened: Installation, link: str, method: str, place: int) -> None:
    """In French, with what to do instead; nobody can be taken off by guessing."""
    token = link.removeprefix("/l/u/")
    changed = token[:place] + ("A" if token[place] != "A" else "B") + token[place + 1 :]
    answer = ask(method, f"/l/u/{changed}")

    assert answer.status_code == 404
    assert "répondez à la lettre" in answer.text
    assert left(opened) == 0


@pytest.mark.parametrize("cut", [1, 10, 55])
def test_a_cut_link_is_refused(ask: Ask, opened: Installation, link: str, cut: int) -> None:
    """Mail programs break long lines."""
    assert ask("POST", link[:-cut]).status_code == 404
    assert left(opened) == 0


def test_an_inert_link_does_nothing(ask: Ask, opened: Installation) -> None:
    """It stands in previews."""
    assert ask("POST", f"/l/u/{tokens.INERT_LEAVE}").status_code == 404
    assert left(opened) == 0


def test_a_link_leaves_its_own_list_only(ask: Ask, opened: Installation, list_id: int) -> None:
    """A token of list 2 is no token of list 1."""
    ask("POST", "/l/u/" + tokens.mint_leave(opened.keyring, list_id + 1, 7, zoes_key(opened)))

    with opened.database.reading() as session:
        assert not suppressing.is_suppressed(session, zoes_key(opened), list_id)


def test_many_leave_in_one_transaction_each_by_their_own_word(opened: Installation, list_id: int) -> None:
    """A copy of a link counts once, a forged one is refused; whoever had agreed to something no longer does."""
    others = [bytes([number]) * 16 for number in range(40)]
    with opened.database.transaction() as session:
        said = {"wording": "Oui.", "source": "test", "proof": "test", "now": opened.clock.now()}
        consents.give(session, others[3], Purpose.CLICKS, list_id, **said)  # type: ignore[arg-type]
    written = [tokens.mint_leave(opened.keyring, list_id, number, key) for number, key in enumerate(others)]
    found = unsubscribing.leave_together(opened, [*written, "forged", written[5]])

    assert [bool(isinstance(one, unsubscribing.Leaving) and one.act) for one in found] == [True] * 40 + [False] * 2
    assert isinstance(found[40], LeaveRefused)
    with opened.database.reading() as session:
        rows = {row.address_key: row for row in session.exec(select(Suppression))}
        assert {key: rows[key].evidence for key in others} == {
            key: f"delivery:{number}" for number, key in enumerate(others)
        }
        assert len(session.exec(select(Event)).all()) == 40
        assert not consents.holds(session, others[3], Purpose.CLICKS, list_id)
    journal = opened.database.journal
    assert journal is None or len([one for one in journal.read().entries if one["act"] == "stop"]) == 40


def test_a_crowd_leaves_at_once(site: Site, list_id: int) -> None:
    """Each is answered when they have left; nobody waits for a turn."""
    keys = [bytes([number]) * 16 for number in range(60)]
    paths = [f"/l/u/{tokens.mint_leave(site.opened.keyring, list_id, 1, key)}" for key in keys]
    answers = site.crowd([("POST", path) for path in paths], lambda: None)

    assert {answer.status_code for answer in answers} == {200}
    with site.opened.database.reading() as session:
        assert all(suppressing.is_suppressed(session, key, list_id) for key in keys)


def test_what_stops_one_stops_nobody_else(opened: Installation, list_id: int) -> None:
    """A fault of ours with one reader's rows is that reader's answer alone."""
    right = tokens.mint_leave(opened.keyring, list_id, 1, b"r" * 16)
    wrong = tokens.mint_leave(opened.keyring, list_id, 2**63 + 1, b"w" * 16)  # no database has such a number
    found = unsubscribing.leave_together(opened, [right, wrong])

    assert isinstance(found[0], unsubscribing.Leaving)
    assert isinstance(found[1], OverflowError | sqlalchemy.exc.SQLAlchemyError)


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_the_name_of_the_publication_is_text(ask: Ask, link: str, method: str) -> None:
    """Whatever somebody typed there."""
    page = ask(method, link).text

    assert "&lt;script&gt;" in page
    assert "<script" not in page


def test_without_its_database_it_says_to_come_back(opened: Installation, link: str) -> None:
    """503 lets whoever looks try again; to leave needs no database, see `test_busy`."""
    gone = databases.connect("postgresql+psycopg://relais@127.0.0.1:9/relais")
    answer = browser(dataclasses.replace(opened, database=gone))("GET", link)

    assert answer.status_code == 503
    assert "Réessayez" in answer.text
    assert int(answer.headers["retry-after"]) > 0
