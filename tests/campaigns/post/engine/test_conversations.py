"""What a connection does when the server, or a person, does not go along."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from campaigns.acting import launching, sending, steering
from campaigns.post import reports
from campaigns.post.engine import conversations
from mailer import errors as mailer_errors
from runtime import installation, settings
from runtime.installation import Installation
from tests import cast, servers


@pytest.fixture
def ready(data: Path, tmp_path: Path) -> Iterator[tuple[Installation, servers.Sink]]:
    """An installation of its own clock, a server, and a campaign to forty readers over two connections."""
    with servers.running() as sink:
        made, _applied = installation.make(settings.load(data=data, smtp_url=sink.url, smtp_connections=2))
        with made.database.transaction() as session:
            cast.publish(session)
            cast.people(session, made, tuple(f"lecteur{number}@brumevent.example" for number in range(40)))
            issue = cast.issue(session, made, tmp_path)
        launching.launch(made, launching.Order(issue.id or 0, grace=0), "test")
        yield made, sink
        made.database.engine.dispose()


def counts(opened: Installation) -> dict[str, int]:
    """Return the states that hold a row."""
    with opened.database.reading() as session:
        return {state.value: many for state, many in reports.report(session, 1).counts.items() if many}


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conversations, "_PATIENCE", (0.01, 0.02))


def test_a_server_that_drops_after_the_dot_leaves_uncertain_letters(
    ready: tuple[Installation, servers.Sink],
) -> None:
    """A handful, not a whole audience: it is given up, and none of them is sent twice."""
    opened, sink = ready
    sink.after_dot = "take"
    with pytest.raises(mailer_errors.LettersVanish, match="après avoir reçu"):
        sending.send(opened, 1)

    assert counts(opened)["uncertain"] == sink.received.total() <= 2 * 3
    assert set(sink.received.values()) == {1}


def test_a_server_that_says_421_for_ever_is_given_up(ready: tuple[Installation, servers.Sink]) -> None:
    """After some tries, with its own words, and every letter is planned again."""
    opened, sink = ready
    sink.at_mail = "421 4.7.0 Too many connections"
    with pytest.raises(mailer_errors.HopUnreachable, match="Too many connections"):
        sending.send(opened, 1)

    assert counts(opened) == {"planned": 40}
    assert sink.offered <= 2 * 3


def test_a_pause_stops_the_letters_and_not_only_the_next_batch(ready: tuple[Installation, servers.Sink]) -> None:
    """What is at the dot goes through; nothing else, and nobody knocks at the server in vain."""
    opened, sink = ready
    sink.pause = 0.02
    sender = threading.Thread(target=sending.send, args=(opened, 1))
    sender.start()
    sink.wait_for(1)
    steering.pause(opened, 1, "test")
    paused_at = sink.received.total()
    sender.join(timeout=20)

    assert not sender.is_alive()
    assert sink.received.total() <= paused_at + 2 * 2
    assert sink.offered <= sink.received.total() + 4
    assert set(counts(opened)) == {"accepted", "planned"}


def test_a_resumed_campaign_reaches_everybody_once(ready: tuple[Installation, servers.Sink]) -> None:
    """Pause and resume cost nothing."""
    opened, sink = ready
    steering.pause(opened, 1, "test")
    steering.resume(opened, 1, "test")
    sending.send(opened, 1)

    assert set(sink.received.values()) == {1}
    assert counts(opened) == {"accepted": 40}


def test_objections_by_the_dozen_hold_nobody_else_up(ready: tuple[Installation, servers.Sink]) -> None:
    """Every second reader objects after the rows were leased: the others all get their letter."""
    opened, sink = ready
    original = conversations.Conversation._may_leave
    objected: Counter[str] = Counter()

    async def object_first(self: conversations.Conversation, said: object, letter: object) -> bool:
        number = int(letter.row.address.partition("@")[0].removeprefix("lecteur"))  # type: ignore[attr-defined]
        if number % 2:
            objected[letter.row.address] += 1  # type: ignore[attr-defined]
            with opened.database.transaction() as session:
                cast.object_(session, opened, letter.row.address)  # type: ignore[attr-defined]
        return await original(self, said, letter)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(conversations.Conversation, "_may_leave", object_first)
        sending.send(opened, 1)

    assert counts(opened) == {"accepted": 20, "excluded": 20}
    assert not set(sink.received) & set(objected)


def test_a_server_that_refuses_our_sender_blames_no_reader(ready: tuple[Installation, servers.Sink]) -> None:
    """530 at MAIL is about us: every letter is planned again, nobody is suppressed."""
    opened, sink = ready
    sink.at_mail = "530 5.7.0 Authentication required"
    with pytest.raises(mailer_errors.SenderRefused, match="Authentication required"):
        sending.send(opened, 1)

    assert counts(opened) == {"planned": 40}


def test_a_reader_whose_name_ends_connections_waits_and_the_others_go_on(
    ready: tuple[Installation, servers.Sink],
) -> None:
    """Once it may be the server that has enough; a second time it is about this letter, whoever keeps the mailbox."""
    opened, sink = ready
    sink.at_rcpt["lecteur7@brumevent.example"] = ["421 4.3.0 temporary system problem"] * 20
    sending.send(opened, 1)

    assert counts(opened) == {"accepted": 39, "deferred": 1}
    assert sink.offered == 39 + 2
    assert set(sink.received.values()) == {1}


def test_a_server_that_ends_every_connection_at_the_reader_s_name_is_given_up(
    ready: tuple[Installation, servers.Sink],
) -> None:
    """That is no reader's fault: few of them wait for it."""
    opened, sink = ready
    for number in range(40):
        sink.at_rcpt[f"lecteur{number}@brumevent.example"] = ["421 4.3.0 temporary system problem"] * 20
    with pytest.raises(mailer_errors.HopUnreachable, match="temporary system problem"):
        sending.send(opened, 1)

    assert sink.offered <= 2 * 3
    assert counts(opened)["planned"] >= 36
