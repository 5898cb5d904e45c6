"""Opening a connection: aiosmtplib connects, secures, greets and logs in, then our dialogue takes the transport over.

The only module that knows aiosmtplib. Its transactions are not used: they cost three round trips per letter and cannot
tell an error before the final dot from one after it.
"""

from __future__ import annotations

import asyncio
import functools
import socket
import ssl
from typing import cast

import aiosmtplib
from aiosmtplib.protocol import SMTPProtocol

from mailer import errors
from mailer.next_hops import Hop, Security
from mailer.smtp.commands import Extensions
from mailer.smtp.connections import Connection
from mailer.smtp.dialogue import Dialogue
from mailer.smtp.timeouts import Timeouts
from mailer.smtp_replies import Garbled, parse
from runtime import logs
from runtime.language import N_, _

#: What the system and the library say in English, and its French wording.
_SYSTEM: dict[type[BaseException], str] = {
    ConnectionRefusedError: N_("la connexion est refusée"),
    socket.gaierror: N_("ce nom de serveur n’existe pas, ou le DNS ne répond pas"),
    TimeoutError: N_("il ne répond pas à temps"),
    ConnectionResetError: N_("il a coupé la connexion"),
    aiosmtplib.SMTPServerDisconnected: N_("il a coupé la connexion"),
}


async def open_connection(
    hop: Hop,
    timeouts: Timeouts | None = None,
    *,
    greet_as: str | None = None,
    trust: ssl.SSLContext | None = None,
) -> Connection:
    """Open a connection that is ready for its first envelope.

    Args:
        hop: The server; `Security` decides whether TLS is used, never the server.
        timeouts: Those of RFC 5321 unless told otherwise.
        greet_as: The name for EHLO: a host name that resolves. This machine's own unless told otherwise.
        trust: Whose certificates are trusted; the system's authorities unless told otherwise.

    Raises:
        errors.HopUnreachable, errors.TlsRefused, errors.AuthenticationRefused: the connection is closed.
    """
    timeouts = timeouts or Timeouts()
    context = None if hop.security is Security.NONE else trust or _authorities()
    client = aiosmtplib.SMTP(
        hostname=hop.host,
        port=hop.port,
        use_tls=hop.security is Security.TLS,
        start_tls=False,
        tls_context=context,
        local_hostname=greet_as,
        timeout=timeouts.greeting,
    )
    try:
        await _prepare(client, hop, context)
    except BaseException:
        if client.transport is not None:
            left = _taken_over(client, timeouts)
            left.abort()
            await left.close()
        raise
    extensions = Extensions.offered(client.esmtp_extensions)
    return Connection(_taken_over(client, timeouts), extensions, timeouts)


def _taken_over(client: aiosmtplib.SMTP, timeouts: Timeouts) -> Dialogue:
    dialogue = Dialogue(timeouts)
    dialogue.take_over(cast("asyncio.Transport", client.transport))
    return dialogue


@functools.cache
def _authorities() -> ssl.SSLContext:
    """Return the system's authorities; reading them takes 20 ms, so they are read once."""
    return ssl.create_default_context()


async def _prepare(client: aiosmtplib.SMTP, hop: Hop, context: ssl.SSLContext | None) -> None:
    try:
        await client.connect()
        await _greet(client)
        if hop.security is Security.STARTTLS:
            await _secure(client, hop, context)
        if hop.username is not None and hop.password is not None:
            if not client.supported_auth_methods:
                raise errors.AuthenticationRefused(host=hop.host, reason=_("il ne propose pas de s’identifier"))
            await client.login(hop.username, hop.password)
    except aiosmtplib.SMTPAuthenticationError as problem:
        raise errors.AuthenticationRefused(host=hop.host, reason=_reason(problem)) from None
    except (aiosmtplib.SMTPException, OSError) as problem:
        is_private = isinstance(problem, ssl.SSLError) or isinstance(problem.__cause__, ssl.SSLError)
        kind = errors.TlsRefused if is_private else errors.HopUnreachable
        raise kind(host=hop.place, reason=_reason(problem)) from None


async def _greet(client: aiosmtplib.SMTP) -> None:
    """Say EHLO, or HELO to a server from before 1995, which then offers nothing."""
    try:
        await client.ehlo()
    except aiosmtplib.SMTPHeloError:
        await client.helo()


async def _secure(client: aiosmtplib.SMTP, hop: Hop, context: ssl.SSLContext | None) -> None:
    """Start TLS and greet again: what was said in clear is forgotten (RFC 3207 4.2)."""
    if not client.supports_extension("starttls"):
        raise errors.TlsRefused(host=hop.host, reason=_("il ne propose pas STARTTLS"))
    wire = _Tap(cast("SMTPProtocol", client.protocol))
    cast("asyncio.Transport", client.transport).set_protocol(wire)
    try:
        await client.starttls(tls_context=context, server_hostname=hop.host)
    except aiosmtplib.SMTPResponseException as problem:
        raise errors.TlsRefused(host=hop.host, reason=_reason(problem)) from None
    if not wire.heard_one_reply:
        raise errors.TlsRefused(host=hop.host, reason=_("quelqu’un parle en clair à sa place"))
    await client.ehlo()


def _reason(problem: BaseException) -> str:
    """Return what the server or the system said, in one line and without any address."""
    if isinstance(problem, aiosmtplib.SMTPResponseException):
        text = f"{problem.code} {problem.message}"
    else:
        cause = problem.__cause__ or problem
        known = next((said for kind, said in _SYSTEM.items() if isinstance(cause, kind)), None)
        text = _(known) if known else str(cause) or type(cause).__name__
    return logs.redact(" ".join(text.split())).rstrip(".")


class _Tap(asyncio.Protocol):
    """Listens to what is said in clear text after STARTTLS was sent, and passes it on.

    Bytes after the one reply were injected by an attacker in between, to be read as if they came through TLS.
    aiosmtplib drops them, which is safe, but a connection with an attacker in between is given up (CVE-2011-0411).
    """

    def __init__(self, protocol: SMTPProtocol) -> None:
        self._protocol = protocol
        self._heard = b""

    @property
    def heard_one_reply(self) -> bool:
        """Whether exactly one reply was received, and nothing else."""
        try:
            parse(self._heard)
        except Garbled:
            return False
        return True

    def data_received(self, data: bytes) -> None:
        """Keep the bytes and pass them on."""
        self._heard += data
        self._protocol.data_received(data)

    def eof_received(self) -> bool | None:
        """Pass it on."""
        return self._protocol.eof_received()

    def connection_lost(self, problem: Exception | None) -> None:
        """Pass it on."""
        self._protocol.connection_lost(problem)
