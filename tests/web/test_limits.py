"""Limits: a limited network is as small as a household, never a continent; memory is bounded; leaving has no limit."""

from __future__ import annotations

import asyncio

import httpx
import pytest
from fastapi import Request
from sqlmodel import func, select

from campaigns.post import tokens
from campaigns.post.message_rows import ServiceMessage
from lists import addresses, mailing_lists
from runtime.installation import Installation
from tests.web.conftest import zoes_key
from web import app, errors, limits
from web.reader import app as reader


class Hand:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        """Return the moment."""
        return self.now


class Crowd:
    """The application, and visitors of many networks."""

    def __init__(self, opened: Installation) -> None:
        self.hand = Hand()
        self.limits = limits.RateLimits(self.hand)
        self.pages = app.application(opened, self.limits)

    def spend(self, host: str) -> None:
        """Ask for as many pages as a network may, without drawing them."""
        asked = Request({"type": "http", "method": "GET", "path": "/l/nowhere", "headers": [], "client": (host, 1)})
        for _again in range(600):
            self.limits.admit(asked)

    def ask(
        self, many: int, host: str, method: str = "GET", path: str = "/l/nowhere", data: dict[str, str] | None = None
    ) -> list[httpx.Response]:
        """Send the same request many times."""

        async def sent() -> list[httpx.Response]:
            transport = httpx.ASGITransport(self.pages, client=(host, 1))
            async with httpx.AsyncClient(transport=transport, base_url="http://relais.example") as client:
                return [await client.request(method, path, data=data) for _again in range(many)]

        return asyncio.run(sent())


@pytest.fixture
def crowd(opened: Installation, list_id: int) -> Crowd:
    """Everybody."""
    return Crowd(opened)


def test_a_network_that_asks_too_often_is_told_when_to_come_back(crowd: Crowd) -> None:
    """In French, with the headers of every page; then the door opens again."""
    answers = crowd.ask(601, "203.0.113.9")
    refused = answers[-1]

    assert [answer.status_code for answer in answers[:600]] == [404] * 600
    assert (refused.status_code, refused.headers["retry-after"]) == (429, "1")
    assert "Réessayez dans 1 minute." in refused.text
    assert refused.headers["content-security-policy"] == reader.POLICY["Content-Security-Policy"]
    crowd.hand.now += 1
    assert crowd.ask(1, "203.0.113.9")[0].status_code == 404


def test_both_applications_count_in_the_same_limits(crowd: Crowd) -> None:
    """A network is one, whatever it looks at."""
    crowd.spend("203.0.113.9")
    refused = crowd.ask(1, "203.0.113.9", path="/")[0]

    assert (refused.status_code, refused.headers["retry-after"]) == (429, "1")
    assert "Réessayez dans 1 minute." in refused.text
    assert refused.headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize(
    ("other", "status"),
    [("203.0.113.10", 404), ("::ffff:203.0.113.9", 429), ("127.0.0.1", 404), ("::1", 404), ("testclient", 404)],
)
def test_an_ipv4_address_is_a_network(crowd: Crowd, other: str, status: int) -> None:
    """However it is written; this very machine is none."""
    crowd.spend("203.0.113.9")
    crowd.spend("127.0.0.1")

    assert crowd.ask(1, other)[0].status_code == status


@pytest.mark.parametrize(("other", "status"), [("2001:db8:1:2::ffff", 429), ("2001:db8:1:3::1", 404)])
def test_an_ipv6_network_is_a_64(crowd: Crowd, other: str, status: int) -> None:
    """Whoever has one has all its addresses."""
    crowd.spend("2001:db8:1:2::1")

    assert crowd.ask(1, other)[0].status_code == status


def test_leaving_is_never_refused(crowd: Crowd, opened: Installation, list_id: int) -> None:
    """A mail provider sends the words of all its users from a few addresses (RFC 8058)."""
    link = "/l/u/" + tokens.mint_leave(opened.keyring, list_id, 7, zoes_key(opened))
    crowd.spend("203.0.113.9")

    assert crowd.ask(1, "203.0.113.9")[0].status_code == 429
    assert {answer.status_code for answer in crowd.ask(5, "203.0.113.9", "POST", link)} == {200}
    assert crowd.ask(1, "203.0.113.9", "GET", "/l/static/reader.css")[0].status_code == 200


def test_whoever_holds_a_token_is_never_refused(crowd: Crowd, opened: Installation, list_id: int) -> None:
    """A flood from the same network takes neither the page with the button from a reader, nor what is behind it."""
    key, now = zoes_key(opened), opened.clock.epoch()
    leave = tokens.mint_leave(opened.keyring, list_id, 7, key)
    visit = tokens.mint_visit(opened.keyring, tokens.Visit(key, now))
    crowd.spend("203.0.113.9")
    shown = [f"/l/u/{leave}", f"/l/p/{leave}", f"/l/moi/{visit}"]
    done = [f"/l/u/{leave}", f"/l/p/{leave}", f"/l/moi/{visit}/quitter", f"/l/moi/{visit}/effacer"]

    asked = [("GET", path) for path in shown] + [("HEAD", path) for path in shown] + [("POST", path) for path in done]
    assert {crowd.ask(1, "203.0.113.9", method, path)[0].status_code for method, path in asked} == {200}
    refused = ("/l/moi", "/l/s/lettre", f"/l/moi/{visit}/donnees.json", "/l/archives")
    assert {crowd.ask(1, "203.0.113.9", "GET", path)[0].status_code for path in refused} == {429}


def test_a_limit_spreads_and_recovers() -> None:
    """Two a minute: two at once, then one each half minute."""
    hand = Hand()
    limit = limits.Limit(2, 60, hand)

    assert [limit.ask("a") for _time in range(3)] == [0, 0, 30]
    hand.now += 29
    assert limit.ask("a") == 1
    hand.now += 1
    assert [limit.ask("a"), limit.ask("a"), limit.ask("b")] == [0, 30, 0]


def test_a_limit_forgets_whom_it_saw_longest_ago() -> None:
    """A flood of networks costs no more memory than ten thousand of them."""
    limit = limits.Limit(1, 60, Hand())
    for number in range(12_000):
        limit.ask(number)

    assert [limit.ask(11_999), limit.ask(0)] == [60, 0]
    assert len(limit._spent) == 10_000


@pytest.mark.parametrize(
    "spellings",
    [
        [f"victime+{number}@gmail.com" for number in range(8)],
        ["v.ictime@gmail.com", "vi.ctime@gmail.com", "vic.time@gmail.com", "Victime@Gmail.com"] * 2,
        [f"victime+{number}@x.example" for number in range(8)],
    ],
)
def test_spellings_of_one_mailbox_share_what_it_may_be_sent(spellings: list[str]) -> None:
    """And another mailbox of the same server has its own."""
    known = limits.RateLimits(Hand())

    assert [known.allows(addresses.parse(one)) for one in spellings] == [True] * 6 + [False] * 2
    assert known.allows(addresses.parse("autre@gmail.com"))


def test_dots_count_where_they_do() -> None:
    """Only Gmail ignores them."""
    assert addresses.parse("a.b@x.example").mailbox_text != addresses.parse("ab@x.example").mailbox_text


def test_beyond_that_nothing_is_mailed_and_the_screen_is_the_same(
    crowd: Crowd, opened: Installation, list_id: int
) -> None:
    """Whoever fills the form in learns nothing of it."""
    with opened.database.transaction() as session:
        mailing_lists.open_(session, list_id, "lettre")
    answers = {
        crowd.ask(1, "203.0.113.9", "POST", "/l/s/lettre", {"email": f"victime+{number}@gmail.com"})[0].text
        for number in range(9)
    }
    crowd.pages.afterwards.do_all()
    with opened.database.reading() as session:
        queued = session.exec(select(func.count()).select_from(ServiceMessage)).one()

    assert (len(answers), queued) == (1, 6)


def test_a_household_with_a_whole_48_has_one_share_of_forms(crowd: Crowd) -> None:
    """Each of its /64 has its own twenty, and all of them together a hundred."""
    asked = [Request({"type": "http", "client": (f"2001:db8:1:{part:x}::1", 1)}) for part in range(40)]
    for request in asked[:5] * 20:
        crowd.limits.form(request)

    with pytest.raises(errors.TooMany):
        crowd.limits.form(asked[30])
