"""Connections of people who mean no good: bounded in size and time, while everybody else is answered."""

from __future__ import annotations

import resource
import socket
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
import uvicorn

from cli import connections, serving

GET = b"GET / HTTP/1.1\r\nHost: relais\r\n"


async def answering(scope: Any, receive: Any, send: Any) -> None:
    """Answer with the size of the body that was sent."""
    body, more = b"", True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            return
        body, more = body + message.get("body", b""), message.get("more_body", False)
    said = b"%d" % len(body)
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"%d" % len(said))]})
    await send({"type": "http.response.body", "body": said})


@pytest.fixture
def port(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """A server whose patience is short."""
    monkeypatch.setattr(connections, "HEAD_SECONDS", 0.3)
    monkeypatch.setattr(connections, "BODY_SECONDS", 0.3)
    monkeypatch.setattr(connections, "_GLANCE", 0.05)
    monkeypatch.setattr(connections.BoundedProtocol, "most", 20)
    with socket.create_server(("127.0.0.1", 0)) as door:
        server = uvicorn.Server(serving.server(answering, lifespan="off"))
        thread = threading.Thread(target=server.run, args=([door],), daemon=True)
        thread.start()
        yield door.getsockname()[1]
        server.should_exit = True
        thread.join()


def joined(port: int) -> socket.socket:
    """Return an open connection."""
    return socket.create_connection(("127.0.0.1", port), timeout=20)


def heard(line: socket.socket) -> bytes:
    """Return all that comes until the other end closes."""
    said = b""
    try:
        while piece := line.recv(65_536):
            said += piece
    except ConnectionError:
        pass
    return said


def asked(port: int, *pieces: bytes) -> bytes:
    """Send a request by pieces and return the whole answer."""
    with joined(port) as line:
        try:
            for piece in pieces:
                line.sendall(piece)
        except ConnectionError:
            pass
        return heard(line)


LAST = b"Connection: close\r\n\r\n"


def test_ordinary_requests_are_answered(port: int) -> None:
    """With heads as long as any browser's, and bodies; several on one connection."""
    cookie = b"X-Long: " + b"x" * 8_000 + b"\r\n"
    post = b"POST / HTTP/1.1\r\nHost: relais\r\nContent-Length: 5\r\n"

    assert asked(port, GET + cookie + LAST).endswith(b"\r\n\r\n0")
    assert asked(port, post + b"\r\n", b"hello", GET + LAST).count(b"200 OK") == 2


@pytest.mark.parametrize("piece", [100, 1_000, 100_000, 2_000_000])
@pytest.mark.parametrize("start", [GET + b"X-Long: ", b"GET /", GET])
def test_a_long_head_is_refused_soon(port: int, start: bytes, piece: int) -> None:
    """In French, in any pieces, a long line or many of them: sixty megabytes stopped everybody for seconds."""
    more = b"X-Many: x\r\n" * (piece // 11) if start == GET else b"x" * piece
    answer = asked(port, start, *[more] * (2_000_000 // piece))

    assert answer.startswith(b"HTTP/1.1 431 ") or answer == b""  # reset: we stopped reading
    assert asked(port, GET + LAST).startswith(b"HTTP/1.1 200")


def test_a_long_head_is_told_why(port: int) -> None:
    """When it still listens."""
    for head in (GET + b"X-Long: " + b"x" * 17_000, GET + b"X-Long: " + b"x" * 17_000 + b"\r\n\r\n"):
        answer = asked(port, head)

        assert answer.startswith(b"HTTP/1.1 431 Request Header Fields Too Large\r\n")
        assert b"trop longs" in answer
        assert answer.count(b"HTTP/1.1") == 1


def test_what_is_no_http_is_refused_in_french(port: int) -> None:
    """Once."""
    answer = asked(port, b"\x16\x03\x01nonsense\r\n\r\n")

    assert answer.startswith(b"HTTP/1.1 400 ")
    assert "ne peut pas être lue".encode() in answer


def test_whoever_goes_on_sending_is_waited_for(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A picture comes slowly from a telephone in a village: each octet buys its share of time, and silence none."""
    monkeypatch.setattr(connections, "SLOWEST", 10_000)
    with joined(port) as line:
        line.sendall(b"POST / HTTP/1.1\r\nHost: relais\r\nContent-Length: 20000\r\n\r\n" + b"x" * 10_000)
        began = time.monotonic()
        assert heard(line) == b""
    assert time.monotonic() - began > 1.0


@pytest.mark.parametrize(
    "half", [b"", b"GET / HT", GET, b"POST / HTTP/1.1\r\nHost: relais\r\nContent-Length: 50\r\n\r\nemail="]
)
def test_whoever_says_half_is_let_go(port: int, half: bytes) -> None:
    """Silent, half a head, half a body: the connection ends by itself."""
    with joined(port) as line:
        line.sendall(half)
        began = time.monotonic()
        assert heard(line) == b""

    assert time.monotonic() - began < 10


def test_whoever_drips_is_let_go(port: int) -> None:
    """An octet now and then is no reason to wait longer: the time is that of the whole head."""
    with joined(port) as line:
        line.sendall(GET)
        line.settimeout(0.1)
        for _drop in range(100):
            try:
                line.sendall(b"X")
                if line.recv(1) == b"":
                    return
            except TimeoutError:
                continue
            except ConnectionError:
                return
    pytest.fail("still connected")


def test_of_too_many_the_one_that_keeps_us_waiting_makes_room(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next visitor is answered."""
    monkeypatch.setattr(connections, "HEAD_SECONDS", 60)
    silent = [joined(port) for _one in range(40)]

    assert asked(port, GET + LAST).startswith(b"HTTP/1.1 200")
    assert sum(_was_closed(one) for one in silent) >= 20
    for one in silent:
        one.close()


def _was_closed(line: socket.socket) -> bool:
    line.settimeout(0.2)
    try:
        return line.recv(1) == b""
    except TimeoutError:
        return False
    except ConnectionError:
        return True


def test_files_leave_room_for_connections(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the system allows is used, and the bound stays below it."""
    monkeypatch.setattr(connections.BoundedProtocol, "most", 0)
    limits = [(1024, 4096), (256, 256), (20_000, 20_000)]
    told: list[int] = []
    for given in limits:
        monkeypatch.setattr(resource, "getrlimit", lambda _what, given=given: given)
        monkeypatch.setattr(resource, "setrlimit", lambda _what, pair: told.append(pair[0]))
        connections.allow_files()
        told.append(connections.BoundedProtocol.most)

    assert told == [2300, 2000, 256, 50, 2000]
