"""Nobody is looked up while a visitor waits, so no clock tells who is known; what was asked for is done soon."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import Any

import httpx
import pytest
from sqlmodel import select

from campaigns.acting.rights import own_page
from campaigns.post.message_rows import ServiceMessage
from campaigns.post.readers import signup_forms
from lists import mailing_lists
from runtime import errors
from runtime.database import Database
from runtime.errors import DatabaseBusy
from runtime.installation import Installation
from tests import cast
from web import afterwards, app
from web.afterwards import Afterwards


def send(application: Any, path: str, email: str) -> httpx.Response:
    """Send a form, and do nothing afterwards."""

    async def sent() -> httpx.Response:
        transport = httpx.ASGITransport(application)
        async with httpx.AsyncClient(transport=transport, base_url="http://relais.example") as client:
            return await client.post(path, data={"email": email})

    return asyncio.run(sent())


@pytest.mark.parametrize("path", ["/l/moi", "/l/s/lettre"])
def test_nobody_is_looked_up_while_the_visitor_waits(
    opened: Installation, list_id: int, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The verbs that would are not called; the answer is the same to the octet, and the message is queued later."""
    with opened.database.transaction() as session:
        mailing_lists.open_(session, list_id, "lettre")
    called: list[str] = []
    for module, verb in ((own_page, own_page.ask), (signup_forms, signup_forms.ask)):

        def noted(*given: Any, verb: Any = verb) -> Any:
            called.append(given[-1])
            return verb(*given)

        monkeypatch.setattr(module, "ask", noted)
    application = app.application(opened)
    answers = [send(application, path, email) for email in (cast.ZOE, "nobody@nowhere.example")]
    before = list(called)
    application.afterwards.do_all()

    assert (before, called) == ([], [cast.ZOE, "nobody@nowhere.example"])
    assert {(answer.status_code, answer.content) for answer in answers} == {(200, answers[0].content)}
    with opened.database.reading() as session:
        assert cast.ZOE in {row.address for row in session.exec(select(ServiceMessage))}


def test_the_form_of_her_own_page_needs_no_database(
    opened: Installation, list_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The strictest proof that nothing is looked up; the letter that the page names was read a moment before."""
    application = app.application(opened)
    send(application, "/l/moi", "nobody@nowhere.example")

    def gone(_database: Database) -> None:
        raise errors.DatabaseBusy

    for way in ("transaction", "reading", "looking"):
        monkeypatch.setattr(Database, way, gone)

    assert send(application, "/l/moi", cast.ZOE).status_code == 200


def test_a_server_that_stops_does_first_what_is_left() -> None:
    """And while it runs it does not wait for its end."""
    done: list[int] = []

    async def served() -> list[int]:
        waiting, first = Afterwards(), asyncio.Event()
        loop = asyncio.get_running_loop()
        async with waiting.running():
            waiting.put(partial(done.append, 1))
            waiting.put(partial(loop.call_soon_threadsafe, first.set))
            await first.wait()
            waiting.put(lambda: done.append(2))
        return done

    assert asyncio.run(served()) == [1, 2]


def test_what_cannot_be_done_yet_waits_and_what_fails_harms_nobody_else() -> None:
    """In the order in which it was asked."""
    waiting, done = Afterwards(), []
    trouble: list[Exception] = [ZeroDivisionError(), errors.DatabaseBusy()]

    def troubled() -> None:
        if trouble:
            raise trouble.pop()
        done.append("troubled")

    waiting.put(troubled)
    waiting.put(lambda: done.append("next"))
    waiting.do_all()
    assert done == []
    waiting.do_all()
    assert done == ["next"]


def test_not_everything_may_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    """The next visitor is told to come back."""
    monkeypatch.setattr(afterwards, "_MOST", 1)
    waiting = Afterwards()
    waiting.put(lambda: None)

    with pytest.raises(DatabaseBusy):
        waiting.put(lambda: None)
