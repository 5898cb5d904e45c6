"""Postfix's own test server, in all its moods: what it does to a letter is what the ledger says of it."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bench import peers
from campaigns.acting import launching, sending
from campaigns.post import reports
from campaigns.post.engine import conversations
from mailer import errors as mailer_errors
from runtime import installation, settings
from runtime.installation import Installation
from tests import cast

READERS = 200
CONNECTIONS = 10
Start = Callable[..., Installation]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Start `smtp-sink` with some options, and return an installation with a launched campaign that sends to it."""
    peers.require()
    with contextlib.ExitStack() as running:

        def run(*options: str) -> Installation:
            port = running.enter_context(peers.sink(*options))
            return _launched(tmp_path, f"smtp://127.0.0.1:{port}")

        yield run


def _launched(folder: Path, url: str) -> Installation:
    made, _applied = installation.make(settings.load(data=folder / "data", smtp_url=url, smtp_connections=CONNECTIONS))
    with made.database.transaction() as session:
        cast.publish(session)
        cast.people(session, made, tuple(f"lecteur{number}@brumevent.example" for number in range(READERS)))
        issue = cast.issue(session, made, folder)
    launching.launch(made, launching.Order(issue.id or 0, grace=0), "test")
    return made


def counts(opened: Installation) -> dict[str, int]:
    """Return the states that hold a row."""
    with opened.database.reading() as session:
        return {state.value: many for state, many in reports.report(session, 1).counts.items() if many}


@pytest.mark.parametrize("mood", [(), ("-p",), ("-e",), ("-8",)], ids=lambda mood: " ".join(mood) or "plain")
def test_everybody_is_accepted(start: Start, mood: tuple[str, ...]) -> None:
    """With pipelining, without it, without ESMTP at all."""
    opened = start(*mood)
    sending.send(opened, 1)

    assert counts(opened) == {"accepted": READERS}


@pytest.mark.parametrize(("mood", "state"), [("-r", "deferred"), ("-f", "refused")])
@pytest.mark.parametrize("stage", ["RCPT", "DATA", "."])
def test_a_reply_at_any_stage_is_what_the_ledger_says(start: Start, mood: str, state: str, stage: str) -> None:
    """4xx defers, 5xx refuses, once the reader was named."""
    opened = start(mood, stage)
    sending.send(opened, 1)

    assert counts(opened) == {state: READERS}


def test_a_server_that_refuses_our_sender_blames_nobody(start: Start) -> None:
    """Whoever is refused at MAIL is we: every letter is planned again."""
    opened = start("-f", "MAIL")
    with pytest.raises(mailer_errors.SenderRefused):
        sending.send(opened, 1)

    assert counts(opened) == {"planned": READERS}


def test_a_server_that_drops_at_the_dot_costs_a_handful(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    """Uncertain letters are bounded by connections and patience; nobody else is touched."""
    monkeypatch.setattr(conversations, "_PATIENCE", (0.01, 0.02))
    opened = start("-q", ".")
    with pytest.raises(mailer_errors.LettersVanish):
        sending.send(opened, 1)

    assert 1 <= counts(opened)["uncertain"] <= 3 * CONNECTIONS
    assert counts(opened)["uncertain"] + counts(opened)["planned"] == READERS


@pytest.mark.parametrize("stage", ["CONNECT", "EHLO", "MAIL", "RCPT", "DATA"])
def test_a_server_that_drops_before_the_dot_costs_nothing(
    start: Start, stage: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every letter is planned again."""
    monkeypatch.setattr(conversations, "_PATIENCE", (0.01, 0.02))
    opened = start("-q", stage)
    with pytest.raises(mailer_errors.HopUnreachable):
        sending.send(opened, 1)

    assert counts(opened) == {"planned": READERS}
