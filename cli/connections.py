"""How one visitor's connection may behave: heads with a bound of size and of time, bodies with a bound of time.

Owns uvicorn's protocol, made stricter: what no proxy stood before would otherwise be limited by nothing. When too many
connections are open, the one that has kept us waiting longest makes room. Refuses to know pages.
"""

from __future__ import annotations

import asyncio
import math
import resource
from http import HTTPStatus

import httptools
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from runtime.language import N_, _

#: Octets of the first line and the headers of a request. Browsers stay below 4 KB; nginx lets 8 KB of a line through.
LONGEST_HEAD = 16_384
#: Seconds for a head, counted from the connection or its first octet, and for a body; seconds between two looks.
HEAD_SECONDS, BODY_SECONDS, _GLANCE = 10.0, 20.0, 2.0
#: Octets a second that a long body needs beyond that: a picture may come from a telephone in a village.
SLOWEST = 30_000
#: Connections that may be open, if the system allows as many files; files that something else may need.
MOST, _OTHER_FILES = 2_000, 300
_SENTENCES = {
    HTTPStatus.BAD_REQUEST: N_("Cette demande ne peut pas être lue."),
    HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE: N_("L’adresse et les en-têtes de cette demande sont trop longs."),
    HTTPStatus.SERVICE_UNAVAILABLE: N_("Trop de visiteurs sont là en même temps. Réessayez dans quelques instants."),
}


class BoundedProtocol(HttpToolsProtocol):
    """One connection."""

    #: Connections that may be open in this process: see `allow_files`.
    most = MOST

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for a request, or refuse to."""
        super().connection_made(transport)
        self._refused = False
        self._in_head, self._fed = True, 0
        #: When what is awaited must be there; never, while we are at work ourselves.
        self.deadline = self.loop.time() + HEAD_SECONDS
        self._timer = self.loop.call_later(_GLANCE, self._look)
        if len(self.connections) > self.most and not self._find_room():
            self._refuse(HTTPStatus.SERVICE_UNAVAILABLE)

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop watching the connection."""
        self._timer.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Read on, unless the head has become too long."""
        if self._refused:
            return
        super().data_received(data)
        if self._in_head and not self._refused:
            self._fed += len(data)
            if self._fed > LONGEST_HEAD:
                self._refuse(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)

    def on_message_begin(self) -> None:
        """Begin a head."""
        self._in_head, self._fed = True, 0
        self.deadline = self.loop.time() + HEAD_SECONDS
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """Hand the request on; a head that came in one piece is measured here."""
        self._in_head = False
        self.deadline = self.loop.time() + BODY_SECONDS
        if len(self.url) + sum(len(name) + len(value) + 4 for name, value in self.headers) > LONGEST_HEAD:
            self._refuse(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)
            raise httptools.HttpParserError  # nothing of the request is read any more
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """Wait a little longer for who goes on sending."""
        self.deadline += len(body) / SLOWEST
        super().on_body(body)

    def on_message_complete(self) -> None:
        """Wait for nothing: it is our turn."""
        self.deadline = math.inf
        super().on_message_complete()

    def on_response_complete(self) -> None:
        """Wait for the next request, if there is one: whoever keeps a connection and asks nothing may lose it."""
        self.deadline = self.loop.time() + self.timeout_keep_alive
        super().on_response_complete()

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002 -- uvicorn's words are English
        """Refuse what is no HTTP, once."""
        if not self._refused:
            self._refuse(HTTPStatus.BAD_REQUEST)

    def _unsupported_upgrade_warning(self) -> None:
        """Say nothing: we have no web sockets, and the request is answered like any other."""

    def _look(self) -> None:
        if self.loop.time() > self.deadline:
            self.transport.abort()
        else:
            self._timer = self.loop.call_later(_GLANCE, self._look)

    def _find_room(self) -> bool:
        """Close the connection that has kept us waiting longest; false when all wait for us."""
        waiting = [one for one in self.connections if isinstance(one, BoundedProtocol) and one is not self]
        slowest = min(waiting, key=lambda one: one.deadline, default=None)
        if slowest is None or slowest.deadline == math.inf:
            return False
        slowest.transport.abort()
        return True

    def _refuse(self, status: HTTPStatus) -> None:
        self._refused = True
        said = f"<!doctype html><html lang=fr><meta charset=utf-8><title>{status}</title><p>{_(_SENTENCES[status])}"
        body = said.encode()
        head = (
            f"HTTP/1.1 {status} {status.phrase}\r\nContent-Type: text/html; charset=utf-8\r\n"
            f"Cache-Control: no-store\r\nContent-Security-Policy: default-src 'none'\r\n"
            f"Content-Length: {len(body)}\r\nConnection: close\r\n"
        )
        retry = "Retry-After: 60\r\n" if status is HTTPStatus.SERVICE_UNAVAILABLE else ""
        self.transport.write(f"{head}{retry}\r\n".encode() + body)
        self.transport.close()


def allow_files() -> None:
    """Let this process open as many files as it may, and no more connections than that leaves room for."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST + _OTHER_FILES
    if soft < wanted:
        soft = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    BoundedProtocol.most = max(50, min(MOST, soft - _OTHER_FILES))
