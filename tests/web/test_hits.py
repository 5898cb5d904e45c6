"""Links that are counted: they lead where they were written to, tell nothing on, and know machines from people."""

from __future__ import annotations

import asyncio
import dataclasses
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlmodel import select

from campaigns.acting import launching
from campaigns.editorial.models import Edition
from campaigns.post import tokens
from campaigns.post.hits import tracked_links
from campaigns.post.models import Delivery, Event
from campaigns.post.states import DeliveryState
from runtime import database as databases
from runtime.installation import Installation
from templates import letter_json
from tests import cast, proofs
from tests.clocks import MovableClock
from tests.web.conftest import Site
from web import hits

ARTICLE = (
    cast.ARTICLE + "\nUn [guide](https://charte.example/guide?a=1&b=2) et [un site](http://cnml.example/%C3%A9).\n"
)
DESTINATIONS = {"https://ml-drome.example/bus", "https://charte.example/guide?a=1&b=2", "http://cnml.example/%C3%A9"}


@pytest.fixture
def issue(opened: Installation, tmp_path: Path) -> int:
    """An issue with three links in its article."""
    with opened.database.transaction() as session:
        cast.publish(session)
        cast.people(session, opened)
        return cast.issue(session, opened, tmp_path, ARTICLE).id or 0


@pytest.fixture
def paths(opened: Installation, issue: int) -> dict[str, str]:
    """The links of a letter that was sent: where each leads -> the path in the letter."""
    campaign = launching.launch(opened, launching.Order(issue, grace=0), "test")
    with opened.database.transaction() as session:
        session.execute(sa.update(Delivery).values(state=DeliveryState.ACCEPTED.value))
        letter = letter_json.load(session.get_one(Edition, campaign.edition_id).letter)
        written = tracked_links.addresses(session, opened.keyring, "", campaign.id or 0, letter)
    return {link.url: written[link.id] for link in letter.links}


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_every_link_leads_where_it_was_written(site: Site, paths: dict[str, str], method: str) -> None:
    """To the very address, percent signs and all."""
    answers = {url: site.ask(method, path) for url, path in paths.items()}

    assert set(answers) == DESTINATIONS
    assert {url: answer.headers["location"] for url, answer in answers.items()} == {url: url for url in answers}
    assert {answer.status_code for answer in answers.values()} == {302}


def test_the_answer_is_kept_by_nobody(site: Site, paths: dict[str, str]) -> None:
    """No cache, no cookie, no word to the destination about where the reader comes from."""
    headers = site.ask("GET", next(iter(paths.values()))).headers

    assert headers["cache-control"] == "no-store"
    assert headers["referrer-policy"] == "no-referrer"
    assert "set-cookie" not in headers


def test_a_click_is_an_event_of_its_link(site: Site, paths: dict[str, str]) -> None:
    """Nothing in the path says who clicked: it is the same for every reader."""
    site.ask("GET", paths["https://ml-drome.example/bus"])

    assert [robot for _link, robot in site.counted()] == [""]


def test_a_scanner_is_not_a_reader(
    site: Site, paths: dict[str, str], opened: Installation, clock: MovableClock
) -> None:
    """It follows everything three times, in every way; then a person clicks once."""
    for _again in range(3):
        for path in paths.values():
            site.ask("GET", path, host="203.0.113.5")
            site.ask("HEAD", path, host="203.0.113.6")
            site.ask("GET", path, host="203.0.113.7", Sec_Purpose="prefetch;prerender")
            site.ask("GET", path, host="203.0.113.8", User_Agent="Mozilla/5.0 (compatible; bingbot/2.0)")
    clock.move(timedelta(minutes=1))
    site.ask("GET", next(iter(paths.values())), host="192.0.2.44")
    robots = [robot for _link, robot in site.counted()]

    assert robots.count("") == 1
    assert set(robots) == {"", "burst", "head", "prefetch", "agent"}


def test_a_scanner_of_a_letter_with_one_link_is_told_by_the_pages_it_opens(
    site: Site, paths: dict[str, str], opened: Installation
) -> None:
    """Nobody clicks, looks at how to leave, and at something else, within two seconds."""
    leave = "/l/u/" + tokens.mint_leave(opened.keyring, 1, 1, b"k" * 16)
    for path in (leave, "/l/elsewhere", next(iter(paths.values()))):
        site.ask("GET", path)

    assert [robot for _link, robot in site.counted()] == ["burst"]


def test_pictures_say_nothing_of_who_asks(site: Site, paths: dict[str, str]) -> None:
    """A page in a browser loads its style and its pictures at once."""
    for path in ("/l/static/reader.css", "/l/i/a.png", next(iter(paths.values()))):
        site.ask("GET", path)

    assert [robot for _link, robot in site.counted()] == [""]


def changed(path: str, place: int) -> str:
    """Return the path with another character at one place of its token."""
    at = len("/l/c/") + place
    return path[:at] + ("A" if path[at] != "A" else "B") + path[at + 1 :]


#: What somebody makes of a link to borrow our name.
FORGERIES: dict[str, Callable[[str], str]] = {
    "changed": lambda path: changed(path, 9),
    "destination": lambda path: changed(path, 14),
    "signature": lambda path: changed(path, 27),
    "cut": lambda path: path[:-3],
    "longer": lambda path: path + "AAAA",
    "empty": lambda _path: "/l/c/",
    "address": lambda _path: "/l/c/https://evil.example/",
    "slashes": lambda _path: "/l/c///evil.example",
    "backslashes": lambda _path: "/l/c/%5c%5cevil.example",
    "line": lambda _path: "/l/c/%0d%0aLocation:%20https://evil.example",
}


def test_nobody_borrows_our_name(site: Site, paths: dict[str, str]) -> None:
    """No redirection, a page in French, nothing counted."""
    path = next(iter(paths.values()))
    answers = {name: site.ask("GET", forge(path)) for name, forge in FORGERIES.items()}

    assert {name: answer.status_code for name, answer in answers.items()} == dict.fromkeys(FORGERIES, 404)
    assert [name for name, answer in answers.items() if "location" in answer.headers] == []
    assert {name for name, answer in answers.items() if "incomplet" not in answer.text} == {"line"}
    assert site.counted() == []


def test_what_is_asked_beside_the_link_changes_nothing(site: Site, paths: dict[str, str]) -> None:
    """The destination comes from the table."""
    for query in ("?url=https://evil.example", "?u=//evil.example", "?next=%0d%0aX-Evil:%201"):
        answer = site.ask("GET", paths["https://ml-drome.example/bus"] + query)

        assert answer.headers["location"] == "https://ml-drome.example/bus"
        assert "x-evil" not in answer.headers


def test_other_methods_are_refused(site: Site, paths: dict[str, str]) -> None:
    """And not counted."""
    path = next(iter(paths.values()))

    assert {site.ask(one, path).status_code for one in ("POST", "PUT", "DELETE", "PATCH")} == {405}
    assert site.counted() == []


def test_a_link_outlives_its_campaign(site: Site, paths: dict[str, str], opened: Installation) -> None:
    """The archives of readers are older than ours."""
    with opened.database.transaction() as session:
        for table in ("delivery", "campaign"):
            session.execute(sa.text(f"DELETE FROM {table}"))

    assert site.ask("GET", paths["https://ml-drome.example/bus"]).status_code == 302


def test_without_its_database_it_says_to_come_back(paths: dict[str, str], opened: Installation) -> None:
    """In French, and with the status that tells programs to try again."""
    gone = databases.connect("postgresql+psycopg://relais@127.0.0.1:9/relais")
    answer = Site(dataclasses.replace(opened, database=gone)).ask("GET", next(iter(paths.values())))

    assert answer.status_code == 503
    assert "Réessayez" in answer.text


def test_links_that_were_seen_work_without_the_database(
    site: Site, paths: dict[str, str], opened: Installation
) -> None:
    """A reader does not wait for us."""
    path = next(iter(paths.values()))
    site.ask("GET", path)
    with opened.database.transaction() as session:
        session.execute(sa.text("DELETE FROM destination"))

    assert site.ask("GET", path).status_code == 302


def test_links_of_a_letter_that_is_looked_at_work_uncounted(
    site: Site, issue: int, opened: Installation, tmp_path: Path
) -> None:
    """They lead where they lead, and have the length of those that leave."""
    proofs.render(opened, issue, cast.ZOE, tmp_path)
    shown = re.findall(r'href="http://127\.0\.0\.1:8000(/l/c/[^"]+)"', (tmp_path / "letter.html").read_text("utf-8"))
    led = {site.ask("GET", path).headers["location"] for path in shown}

    assert led == DESTINATIONS
    assert site.counted() == []


def test_what_is_looked_at_has_the_length_of_what_leaves(
    issue: int, paths: dict[str, str], opened: Installation, tmp_path: Path
) -> None:
    """Link for link."""
    proofs.render(opened, issue, cast.ZOE, tmp_path)
    shown = re.findall(r'href="http://127\.0\.0\.1:8000(/l/c/[^"]+)"', (tmp_path / "letter.html").read_text("utf-8"))

    assert {len(path) for path in shown} == {len(path) for path in paths.values()}


def test_a_server_that_stops_has_recorded_everything(site: Site, paths: dict[str, str]) -> None:
    """`relais serve` ends by a signal, between two beats."""

    async def served() -> None:
        async with hits.recording(site.opened, site.pages.spool):
            await asyncio.to_thread(site.ask, "GET", next(iter(paths.values())))

    asyncio.run(served())
    with site.opened.database.reading() as session:
        assert len(session.exec(select(Event)).all()) == 1
