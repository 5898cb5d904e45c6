"""The way out is tried for real; the way back is read from the settings."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Sink
from aiosmtpd.smtp import AuthResult

from campaigns.checking.doctor import servers
from campaigns.checking.doctor.results import Status
from mailer.smtp import opening
from runtime import settings
from runtime.installation import Installation
from tests.campaigns.checking.doctor.conftest import given, only
from tests.mailer import peers

ELSEWHERE = "smtp+starttls://mail.charte.example"
#: Nothing here asks the database.
pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


class Listener(Sink):
    """Writes down what it hears, but for the credentials."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    async def handle_EHLO(  # noqa: N802 -- the library's name
        self, _server: Any, session: Any, _envelope: Any, hostname: str, responses: list[str]
    ) -> list[str]:
        """Greet."""
        session.host_name = hostname
        self.heard.append("EHLO" if session.ssl is None else "EHLO in private")
        return responses

    async def handle_MAIL(self, *_given: Any) -> str:  # noqa: N802 -- the library's name
        """Be surprised."""
        self.heard.append("MAIL")
        return "250 2.1.0 Ok"

    async def handle_QUIT(self, *_given: Any) -> str:  # noqa: N802 -- the library's name
        """Say goodbye."""
        self.heard.append("QUIT")
        return "221 2.0.0 Bye"


@pytest.fixture
def listener() -> Listener:
    """Who hears."""
    return Listener()


@pytest.fixture
def serve(listener: Listener) -> Iterator[Callable[..., int]]:
    """Start a server with these options and return its port."""
    controllers: list[Controller] = []

    def start(**options: Any) -> int:
        with socket.create_server(("127.0.0.1", 0)) as free:
            port: int = free.getsockname()[1]
        controllers.append(Controller(listener, hostname="127.0.0.1", port=port, **options))
        controllers[-1].start()
        return port

    yield start
    for controller in controllers:
        controller.stop()


@pytest.fixture
def private(serve: Callable[..., int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """The port of a server for submission, whose certificate this machine believes."""
    server, _client = peers.certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "cert.pem"))
    opening._authorities.cache_clear()

    def know(_server: Any, _session: Any, _envelope: Any, _mechanism: str, data: Any) -> AuthResult:
        return AuthResult(success=data.password == b"secret", handled=False)

    yield serve(tls_context=server, require_starttls=True, auth_required=True, authenticator=know)
    opening._authorities.cache_clear()


def test_a_server_that_answers_is_well(installed: Installation, listener: Listener, serve: Callable[..., int]) -> None:
    """EHLO and QUIT; no letter is offered, so an administrator may ask as often as he likes."""
    port = serve()
    result = only(servers.next_hop, given(installed, smtp_url=f"smtp://127.0.0.1:{port}"))

    assert (result.check, result.status) == ("smtp", Status.OK)
    assert f"127.0.0.1:{port}" in result.detail
    assert listener.heard == ["EHLO", "QUIT"]


def test_the_whole_way_is_gone(installed: Installation, listener: Listener, private: int) -> None:
    """STARTTLS and login, as a letter would."""
    result = only(servers.next_hop, given(installed, smtp_url=f"smtp+starttls://elle:secret@localhost:{private}"))

    assert result.status is Status.OK
    assert "STARTTLS" in result.detail
    assert "identifiant accepté" in result.detail
    assert listener.heard == ["EHLO", "EHLO in private", "QUIT"]


def test_a_wrong_password_fails_and_is_not_repeated(installed: Installation, private: int) -> None:
    """Neither on the screen nor in a log."""
    result = only(servers.next_hop, given(installed, smtp_url=f"smtp+starttls://elle:wr0ng@localhost:{private}"))

    assert result.status is Status.FAILED
    assert "wr0ng" not in result.detail


def test_a_certificate_that_nobody_vouches_for_fails(
    installed: Installation, serve: Callable[..., int], tmp_path: Path
) -> None:
    """The connection would not be private."""
    port = serve(tls_context=peers.certificate(tmp_path)[0])

    assert (
        only(servers.next_hop, given(installed, smtp_url=f"smtp+starttls://localhost:{port}")).status is Status.FAILED
    )


def test_the_second_server_is_asked_too(installed: Installation, serve: Callable[..., int]) -> None:
    """Or nobody learns that it is away before it is needed."""
    opened = given(installed, smtp_url=f"smtp://127.0.0.1:{serve()}", smtp_fallback_url="smtp://127.0.0.1:9")

    assert only(servers.next_hop, opened).status is Status.OK
    assert only(servers.second_hop, opened).status is Status.FAILED


@pytest.mark.parametrize(("url", "said"), [("smtp://127.0.0.1:9", "127.0.0.1"), ("smtp://a/b", "chemin")])
def test_a_server_that_cannot_be_reached_fails(installed: Installation, url: str, said: str) -> None:
    """The sentence says why."""
    result = only(servers.next_hop, given(installed, smtp_url=url))

    assert result.status is Status.FAILED
    assert said in result.detail


def test_without_a_server_nothing_can_be_sent(installed: Installation) -> None:
    """The setting is named."""
    result = only(servers.next_hop, given(installed))

    assert result.status is Status.FAILED
    assert "RELAIS_SMTP_URL" in result.detail


def test_letters_in_clear_are_worth_a_look(
    installed: Installation, serve: Callable[..., int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """To another machine, that is; this one's name leads here, too."""
    monkeypatch.setattr(settings, "is_loopback", lambda _url: False)

    assert only(servers.next_hop, given(installed, smtp_url=f"smtp://127.0.0.1:{serve()}")).status is Status.WARNING


@pytest.mark.parametrize(
    ("base_url", "smtp_url", "status"),
    [
        ("https://lettre.charte.example", ELSEWHERE, Status.OK),
        ("http://lettre.charte.example", ELSEWHERE, Status.FAILED),
        ("http://127.0.0.1:8000", ELSEWHERE, Status.FAILED),
        ("http://relais.localhost", ELSEWHERE, Status.FAILED),
        ("http://127.0.0.1:8000", "smtp://127.0.0.1:2525", Status.OK),
        ("http://127.0.0.1:8000", None, Status.OK),
    ],
)
def test_readers_must_be_able_to_come_back(
    installed: Installation, base_url: str, smtp_url: str | None, status: Status
) -> None:
    """Over https, once letters leave this machine."""
    result = only(servers.base_url, given(installed, base_url=base_url, smtp_url=smtp_url))

    assert (result.check, result.status) == ("base_url", status)
    assert base_url in result.detail
