"""The one door to the web: asks one address for one page, mostly for its head only.

Resolves no names, follows no redirects.
"""

from __future__ import annotations

import errno
import http.client
import io
import re
import socket
import ssl
import time
from dataclasses import dataclass, replace
from typing import Protocol, cast

from campaigns.checking.links.public_hosts import HostTarget

#: Seconds for one page, from the first knock to the end of its head.
PATIENCE = 8.0
#: Octets of a head; longer ones are cut.
_LONGEST_HEAD = 32_768
_STATUS = re.compile(rb"HTTP/1\.[01] (\d{3})")
_AGENT = "Relais (verification des liens d'une lettre)"


@dataclass(frozen=True)
class Answer:
    """The head of what a site answered."""

    status: int
    #: The target of a redirect, as the site wrote it; empty when it does not redirect.
    location: str
    #: The beginning of the page, where somebody asked for it.
    content: bytes = b""


class Refused(Exception):
    """No server answers at this address."""


class Untrusted(Exception):
    """The certificate is not one that browsers accept."""


class Unclear(Exception):
    """Too slow, cut off, or no HTTP."""


class NoNetwork(Exception):
    """This machine has no way there."""


class Door(Protocol):
    """Asks for pages."""

    def ask(self, target: HostTarget, address: str, most: int = 0) -> Answer:
        """Connect to that very address and ask it for the page; of its content so many octets at most are read.

        Raises:
            Refused, Untrusted, Unclear, NoNetwork.
        """


class Sockets:
    """Real connections; certificates are checked against the name of the site."""

    def __init__(self, context: ssl.SSLContext | None = None, patience: float = PATIENCE) -> None:
        self._context = context or ssl.create_default_context()
        self._patience = patience

    def ask(self, target: HostTarget, address: str, most: int = 0) -> Answer:
        """See `Door`."""
        deadline = time.monotonic() + self._patience
        try:
            with socket.create_connection((address, target.port), timeout=self._patience) as plain:
                if target.scheme == "http":
                    return _exchange(plain, target, deadline, most)
                with self._context.wrap_socket(plain, server_hostname=target.host) as secured:
                    return _exchange(secured, target, deadline, most)
        except ssl.SSLCertVerificationError as problem:
            raise Untrusted from problem
        except ConnectionRefusedError as problem:
            raise Refused from problem
        except OSError as problem:  # includes ssl.SSLError and TimeoutError
            if problem.errno in {errno.ENETUNREACH, errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT}:
                raise NoNetwork from problem
            raise Unclear from problem


def _exchange(connection: socket.socket, target: HostTarget, deadline: float, most: int) -> Answer:
    usual = target.port == {"http": 80, "https": 443}[target.scheme]
    name = f"[{target.host}]" if ":" in target.host else target.host
    host = name if usual else f"{name}:{target.port}"
    connection.sendall(
        f"GET {target.path} HTTP/1.1\r\nHost: {host}\r\nUser-Agent: {_AGENT}\r\n"
        "Accept: */*\r\nAccept-Language: fr\r\nConnection: close\r\n\r\n".encode("ascii")
    )
    head = _head(connection, deadline)
    answer = _parsed(head)
    return replace(answer, content=_content(head + _rest(connection, deadline, most))[:most]) if most else answer


def _head(connection: socket.socket, deadline: float) -> bytes:
    """Read until the empty line: a site that drips its head is left at the deadline."""
    head = b""
    while b"\r\n\r\n" not in head and b"\n\n" not in head and len(head) < _LONGEST_HEAD:
        received = _received(connection, deadline, 4096)
        if not received:
            break
        head += received
    return head


def _rest(connection: socket.socket, deadline: float, most: int) -> bytes:
    """Read until the end, or until it is enough."""
    pieces, size = [], 0
    while size < most and (received := _received(connection, deadline, 65_536)):
        pieces.append(received)
        size += len(received)
    return b"".join(pieces)


def _received(connection: socket.socket, deadline: float, size: int) -> bytes:
    left = deadline - time.monotonic()
    if left <= 0:
        raise Unclear
    connection.settimeout(left)
    return connection.recv(size)


class _Heard:
    """Octets that were heard, as the standard library asks a socket for them."""

    def __init__(self, octets: bytes) -> None:
        self._octets = octets

    def makefile(self, _mode: str) -> io.BytesIO:
        return io.BytesIO(self._octets)


def _content(octets: bytes) -> bytes:
    """Return the content of an answer without its head, and without the marks of a chunked one (RFC 9112 7.1)."""
    response = http.client.HTTPResponse(cast("socket.socket", _Heard(octets)))
    try:
        response.begin()
        return response.read()
    except http.client.IncompleteRead as cut:
        return cut.partial
    except (http.client.HTTPException, ValueError):
        return b""


def _parsed(head: bytes) -> Answer:
    status = _STATUS.match(head)
    if status is None:
        raise Unclear
    lines = io.BytesIO(head.partition(b"\n")[2])
    try:
        location = http.client.parse_headers(lines).get("Location", "")
    except http.client.HTTPException:
        location = ""
    return Answer(int(status[1]), location.strip())
