"""Pixels and known clicks: the same answer to everybody, and a trace only while the reader agrees."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlmodel import select

from campaigns.acting import launching
from campaigns.editorial.models import Edition
from campaigns.post import tokens
from campaigns.post.hits import spooling, tracked_links
from campaigns.post.models import Delivery, Event
from campaigns.post.states import DeliveryState
from lists.history import Happening
from lists.kinds import Purpose
from lists.permission import consents
from runtime.installation import Installation
from templates import letter_json
from tests import cast
from tests.clocks import MovableClock
from tests.web.conftest import Site, zoes_key


@pytest.fixture
def zoe(opened: Installation, tmp_path: Path) -> Delivery:
    """Zoé's letter, which her server took."""
    launching.launch(opened, launching.Order(cast.stage(opened, tmp_path), grace=0), "test")
    with opened.database.transaction() as session:
        session.execute(sa.update(Delivery).values(state=DeliveryState.ACCEPTED.value))
        return session.exec(select(Delivery).where(Delivery.address == cast.ZOE)).one()


Say = Callable[[Purpose], None]


@pytest.fixture
def agree(opened: Installation) -> Say:
    """Let Zoé agree."""

    def said(purpose: Purpose) -> None:
        with opened.database.transaction() as session:
            given = {"wording": "Oui.", "source": "test", "proof": "test"}
            consents.give(session, zoes_key(opened), purpose, 1, now=opened.clock.now(), **given)

    return said


@pytest.fixture
def pixel(opened: Installation, zoe: Delivery) -> str:
    """The pixel of Zoé's letter."""
    return f"/l/o/{tokens.mint_measure(opened.keyring, zoe.id or 0)}.gif"


@pytest.fixture
def link(opened: Installation, zoe: Delivery) -> str:
    """A link of Zoé's letter."""
    with opened.database.reading() as session:
        edition = session.exec(select(Edition)).one()
        written = tracked_links.addresses(session, opened.keyring, "", 1, letter_json.load(edition.letter))
    return f"{written['1']}/{tokens.mint_measure(opened.keyring, zoe.id or 0)}"


def heard(site: Site) -> list[tuple[str, int | None, str]]:
    """Return kind, delivery and rule of every event."""
    site.counted()
    with site.opened.database.reading() as session:
        return [(one.kind, one.delivery_id, one.robot) for one in session.exec(select(Event).order_by(sa.text("id")))]


def test_the_pixel_of_whoever_agreed_is_an_opening(site: Site, agree: Say, pixel: str, zoe: Delivery) -> None:
    """One dot, kept by nobody, and one event of hers."""
    agree(Purpose.OPENS)
    answer = site.ask("GET", pixel)

    assert (answer.status_code, len(answer.content), answer.headers["content-type"]) == (200, 43, "image/gif")
    assert answer.headers["cache-control"] == "no-store"
    assert heard(site) == [("opened", zoe.id, "")]


def test_an_old_pixel_of_whoever_withdrew_leaves_no_trace(
    site: Site, opened: Installation, agree: Say, pixel: str
) -> None:
    """Neither in a table nor in the spool on the disk; and the answer is the same."""
    agree(Purpose.OPENS)
    with opened.database.transaction() as session:
        consents.withdraw(session, [zoes_key(opened)], [Purpose.OPENS], source="test", now=opened.clock.now())
    answer = site.ask("GET", pixel)

    assert (answer.status_code, len(answer.content)) == (200, 43)
    assert not spooling.folder(opened.settings.data).exists()
    assert heard(site) == []


@pytest.mark.parametrize("path", ["x.gif", f"{tokens.INERT_MEASURE}.gif", "", "a/b", f"{'A' * 28}"])
def test_a_pixel_of_nobody_is_the_same_dot(site: Site, zoe: Delivery, path: str) -> None:
    """Whoever tries learns nothing."""
    assert site.ask("GET", f"/l/o/{path}").content[:3] == b"GIF"
    assert heard(site) == []


def test_a_known_click_is_hers_and_a_sign(site: Site, agree: Say, link: str, zoe: Delivery) -> None:
    """It leads where it leads, and her history learns it."""
    agree(Purpose.CLICKS)
    answer = site.ask("GET", link)
    events = heard(site)
    with site.opened.database.reading() as session:
        facts = [one.fact for one in session.exec(select(Happening).where(Happening.contact_id == zoe.contact_id))]

    assert answer.headers["location"] == "https://ml-drome.example/bus"
    assert events == [("clicked", zoe.id, "")]
    assert "clicked" in facts


def test_a_click_without_her_word_is_nobodys(site: Site, agree: Say, link: str) -> None:
    """Counted as all others are; to agree to the pixel is another thing."""
    agree(Purpose.OPENS)

    assert site.ask("GET", link).status_code == 302
    assert site.ask("GET", link.rpartition("/")[0] + "/broken").status_code == 302
    assert [(kind, delivery) for kind, delivery, _rule in heard(site)] == [("clicked", None)] * 2


def test_a_token_of_another_campaign_names_nobody(site: Site, opened: Installation, agree: Say, link: str) -> None:
    """Pasted behind a link of an older letter."""
    agree(Purpose.CLICKS)
    with opened.database.reading() as session:
        edition = session.exec(select(Edition)).one()
        other = tracked_links.addresses(session, opened.keyring, "", 2, letter_json.load(edition.letter))["1"]
    site.ask("GET", f"{other}/{link.rpartition('/')[2]}")

    assert [delivery for _kind, delivery, _rule in heard(site)] == [None]


def test_robots_open_nothing(site: Site, agree: Say, pixel: str, zoe: Delivery) -> None:
    """A mailbox that fetches ahead of its reader is told apart, with the rule's name."""
    agree(Purpose.OPENS)
    site.ask("HEAD", pixel, host="203.0.113.5")
    site.ask("GET", pixel, host="203.0.113.6", User_Agent="Mozilla/5.0")
    site.ask("GET", pixel, host="203.0.113.7", Sec_Purpose="prefetch")

    assert heard(site) == [("opened", zoe.id, "head"), ("opened", zoe.id, "agent"), ("opened", zoe.id, "prefetch")]


def test_opening_and_clicking_at_once_is_a_person(
    site: Site, agree: Say, pixel: str, link: str, clock: MovableClock
) -> None:
    """A letter with one link has two addresses; whoever is quick is no scanner for that."""
    agree(Purpose.OPENS)
    site.ask("GET", pixel)
    clock.move(timedelta(seconds=1))
    site.ask("GET", link)

    assert [rule for _kind, _delivery, rule in heard(site)] == ["", ""]
