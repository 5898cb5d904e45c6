"""A site on this machine that answers what it was told to, and remembers what it was asked."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

#: Path -> what is sent, as bytes or by a function that may take its time.
Pages = dict[str, bytes | Callable[[socket.socket], None]]

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"


def moved(to: str, status: int = 302) -> bytes:
    """Return a redirection."""
    return f"HTTP/1.1 {status} Moved\r\nLocation: {to}\r\n\r\n".encode()


def status(code: int) -> bytes:
    """Return an answer without more."""
    return f"HTTP/1.1 {code} Said\r\n\r\n".encode()


@dataclass
class Site:
    """A running site."""

    port: int
    #: The heads of what was asked, whole.
    asked: list[str] = field(default_factory=list)

    @property
    def endpoint(self) -> str:
        """How a visitor is allowed to come here."""
        return f"127.0.0.1:{self.port}"


@contextmanager
def serving(pages: Pages, context: ssl.SSLContext | None = None) -> Iterator[Site]:
    """Run a site until the block ends."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        site = Site(listening.getsockname()[1])
        thread = threading.Thread(target=_accept, args=(listening, site, pages, context), daemon=True)
        thread.start()
        yield site
        listening.shutdown(socket.SHUT_RDWR)
        thread.join()


def _accept(listening: socket.socket, site: Site, pages: Pages, context: ssl.SSLContext | None) -> None:
    while True:
        try:
            plain, _peer = listening.accept()
        except OSError:
            return
        threading.Thread(target=_answer, args=(plain, site, pages, context), daemon=True).start()


def _answer(plain: socket.socket, site: Site, pages: Pages, context: ssl.SSLContext | None) -> None:
    try:
        with context.wrap_socket(plain, server_side=True) if context else plain as wire:
            head = wire.recv(8192).decode("ascii", "replace")
            site.asked.append(head)
            page = pages.get(head.split(" ")[1] if " " in head else "", status(404))
            if isinstance(page, bytes):
                wire.sendall(page)
            else:
                page(wire)
    except OSError:  # the visitor has gone: that is one of the things tried
        return
