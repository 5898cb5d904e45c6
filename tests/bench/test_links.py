"""The long line: late, in order, and whole."""

from __future__ import annotations

import socket
import threading
import time

from bench import links

DELAY = 40


def test_what_is_said_comes_later_and_in_order() -> None:
    """An echo through the line takes a round trip, and changes nothing."""
    said = b"".join(b"%d\r\n" % number for number in range(20_000))
    with socket.create_server(("127.0.0.1", 0)) as server, links.running(server.getsockname()[1], DELAY) as port:
        threading.Thread(target=_echo, args=(server, len(said)), daemon=True).start()
        with socket.create_connection(("127.0.0.1", port)) as line:
            began = time.monotonic()
            line.sendall(said)
            heard = b""
            while len(heard) < len(said):
                heard += line.recv(65536)

    assert heard == said
    assert time.monotonic() - began >= 2 * DELAY / 1000


def _echo(server: socket.socket, octets: int) -> None:
    peer, _address = server.accept()
    with peer:
        while octets > 0:
            heard = peer.recv(65536)
            octets -= len(heard)
            peer.sendall(heard)
