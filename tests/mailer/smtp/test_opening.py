"""Opening a connection: honest servers (aiosmtpd) in clear, with STARTTLS and TLS; and those that are not."""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any

import pytest
import uvloop
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Sink
from aiosmtpd.smtp import AuthResult

from mailer import errors, smtp
from mailer.next_hops import Hop, Security
from mailer.smtp import OutcomeKind
from tests.mailer import peers
from tests.mailer.peers import FIRST, LETTER, Talk

Run = Callable[[Coroutine[Any, Any, Any]], Any]


class Kept(Sink):
    """Keeps the letters it is given."""

    def __init__(self) -> None:
        self.letters: list[bytes] = []
        self.was_private = False

    async def handle_DATA(self, _server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 -- aiosmtpd's name
        """Keep it, and whether it came by TLS."""
        self.letters.append(envelope.content)
        self.was_private = session.ssl is not None
        return "250 2.0.0 kept"


def know_her(_server: Any, _session: Any, _envelope: Any, _mechanism: str, data: Any) -> AuthResult:
    return AuthResult(success=(data.login, data.password) == (b"elle", b"p@ss: mot"), handled=False)


@pytest.fixture(params=[asyncio.run, uvloop.run], ids=["asyncio", "uvloop"])
def run(request: pytest.FixtureRequest) -> Run:
    """Both event loops that letters leave by."""
    loop: Run = request.param
    return loop


@pytest.fixture(scope="module")
def tls(tmp_path_factory: pytest.TempPathFactory) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """A certificate made for the occasion: the server's side, and that of a client which believes it."""
    return peers.certificate(tmp_path_factory.mktemp("tls"))


@pytest.fixture
def kept() -> Kept:
    """What the honest server was given."""
    return Kept()


@pytest.fixture
def serve(kept: Kept) -> Iterator[Callable[..., int]]:
    """Start aiosmtpd with these options and return its port."""
    controllers: list[Controller] = []

    def start(**options: Any) -> int:
        with socket.create_server(("127.0.0.1", 0)) as free:
            port: int = free.getsockname()[1]
        controllers.append(Controller(kept, hostname="127.0.0.1", port=port, **options))
        controllers[-1].start()
        return port

    yield start
    for controller in controllers:
        controller.stop()


async def send_one(hop: Hop, trust: ssl.SSLContext | None = None) -> OutcomeKind:
    connection = await smtp.open_connection(hop, peers.PATIENT, greet_as="relais.example", trust=trust)
    assert await connection.offer(FIRST) is None
    handed = await connection.hand_over(LETTER)
    await connection.close()
    return handed.letter.kind


def test_a_letter_goes_in_clear_when_the_hop_says_so(run: Run, serve: Callable[..., int], kept: Kept) -> None:
    """And arrives as it left."""
    assert run(send_one(Hop("127.0.0.1", serve()))) is OutcomeKind.ACCEPTED
    assert kept.letters == [LETTER]


def test_a_letter_goes_after_starttls_and_login(
    run: Run, serve: Callable[..., int], kept: Kept, tls: tuple[ssl.SSLContext, ssl.SSLContext]
) -> None:
    """The whole way of a server for submission."""
    port = serve(tls_context=tls[0], require_starttls=True, auth_required=True, authenticator=know_her)
    hop = Hop("localhost", port, Security.STARTTLS, "elle", "p@ss: mot")
    assert run(send_one(hop, tls[1])) is OutcomeKind.ACCEPTED
    assert kept.was_private


def test_a_letter_goes_by_tls_from_the_first_byte(
    run: Run, serve: Callable[..., int], kept: Kept, tls: tuple[ssl.SSLContext, ssl.SSLContext]
) -> None:
    """Port 465 and its like."""
    port = serve(ssl_context=tls[0], server_hostname="localhost")
    assert run(send_one(Hop("localhost", port, Security.TLS), tls[1])) is OutcomeKind.ACCEPTED
    assert kept.letters == [LETTER]


def test_a_wrong_password_is_told(
    run: Run, serve: Callable[..., int], tls: tuple[ssl.SSLContext, ssl.SSLContext]
) -> None:
    """And is not in the message."""
    port = serve(tls_context=tls[0], require_starttls=True, auth_required=True, authenticator=know_her)
    with pytest.raises(errors.AuthenticationRefused) as refused:
        run(send_one(Hop("localhost", port, Security.STARTTLS, "elle", "secret"), tls[1]))
    assert "secret" not in str(refused.value)


def test_a_server_without_login_is_told(run: Run, serve: Callable[..., int]) -> None:
    """A password was given and cannot be used."""
    with pytest.raises(errors.AuthenticationRefused):
        run(send_one(Hop("127.0.0.1", serve(), Security.NONE, "elle", "x")))


@pytest.mark.parametrize("security", [Security.STARTTLS, Security.TLS])
def test_a_certificate_that_nobody_vouches_for_is_refused(
    run: Run, serve: Callable[..., int], tls: tuple[ssl.SSLContext, ssl.SSLContext], security: Security
) -> None:
    """The system's authorities do not know it."""
    port = serve(tls_context=tls[0]) if security is Security.STARTTLS else serve(ssl_context=tls[0])
    with pytest.raises(errors.TlsRefused):
        run(send_one(Hop("localhost", port, security)))


def test_a_server_without_starttls_is_refused(run: Run, serve: Callable[..., int]) -> None:
    """Somebody in between may have taken the word out of its greeting."""
    with pytest.raises(errors.TlsRefused):
        run(send_one(Hop("localhost", serve(), Security.STARTTLS)))


async def meet(script: peers.Script, security: Security = Security.NONE) -> None:
    async with peers.serving(script) as port:
        await smtp.open_connection(Hop("localhost", port, security), peers.QUICK, greet_as="relais.example")


def test_what_is_said_in_clear_behind_starttls_is_refused(run: Run, tls: tuple[ssl.SSLContext, ssl.SSLContext]) -> None:
    """Somebody in between put an answer there, to be read as if it came by TLS (CVE-2011-0411)."""

    async def script(talk: Talk) -> None:
        await talk.greet(("STARTTLS",))
        await talk.hear()
        await talk.say(b"220 go ahead\r\n250-peer.example\r\n250 AUTH PLAIN\r\n")
        await talk.start_tls(tls[0])
        assert await talk.hear_rest() == b""

    async def scenario() -> None:
        async with peers.serving(script) as port:
            await smtp.open_connection(
                Hop("localhost", port, Security.STARTTLS), greet_as="relais.example", trust=tls[1]
            )

    with pytest.raises(errors.TlsRefused):
        run(scenario())


@pytest.mark.parametrize("greeting", [b"", b"554 5.3.2 go away\r\n", b"HTTP/1.1 400 Bad Request\r\n", b"421 full\r\n"])
def test_a_server_that_does_not_greet_is_unreachable(run: Run, greeting: bytes) -> None:
    """It closes at once, refuses, or speaks something else."""

    async def script(talk: Talk) -> None:
        if greeting:
            await talk.say(greeting)

    with pytest.raises(errors.HopUnreachable):
        run(meet(script))


def test_a_silent_server_is_unreachable(run: Run) -> None:
    """It takes the connection and says nothing."""

    async def script(talk: Talk) -> None:
        await talk.hear_rest()

    async def scenario() -> None:
        async with peers.serving(script) as port:
            quick = smtp.Timeouts(greeting=0.1)
            await smtp.open_connection(Hop("127.0.0.1", port), quick, greet_as="relais.example")

    with pytest.raises(errors.HopUnreachable):
        run(scenario())


def test_nobody_there_is_unreachable(run: Run) -> None:
    """Port 1 of this machine is closed."""
    with pytest.raises(errors.HopUnreachable) as problem:
        run(smtp.open_connection(Hop("127.0.0.1", 1), greet_as="relais.example"))
    assert problem.value.host == "127.0.0.1:1"


def test_a_server_from_before_ehlo_offers_nothing(run: Run) -> None:
    """HELO is said instead."""

    async def script(talk: Talk) -> None:
        await talk.say(b"220 old.example\r\n")
        await talk.hear()
        await talk.say(b"500 what?\r\n")
        assert (await talk.hear()).startswith(b"HELO")
        await talk.say(b"250 old.example\r\n")
        await talk.hear()
        await talk.say(b"221 bye\r\n")

    async def scenario() -> smtp.Extensions:
        async with peers.serving(script) as port:
            connection = await smtp.open_connection(Hop("127.0.0.1", port), greet_as="relais.example")
            await connection.close()
            return connection.extensions

    assert run(scenario()) == smtp.Extensions()


def test_the_system_vouches_unless_told_otherwise(tls: tuple[ssl.SSLContext, ssl.SSLContext], tmp_path: Path) -> None:
    """A certificate that the client knows still must bear the name of the host."""
    server, trust = tls

    async def scenario() -> None:
        async with peers.serving(Talk.hear_rest, server) as port:
            await smtp.open_connection(Hop("127.0.0.1", port, Security.TLS), greet_as="relais.example", trust=trust)

    with pytest.raises(errors.TlsRefused):
        asyncio.run(scenario())
