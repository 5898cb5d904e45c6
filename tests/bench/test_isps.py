"""The simulated providers refuse exactly what exceeds their limits: otherwise a missing 421 would prove nothing."""

from __future__ import annotations

import smtplib
from contextlib import ExitStack

import pytest

from bench.isps import Bears
from tests import servers

LETTER = "Subject: test\r\n\r\nBonjour.\r\n"


class _Clients:
    """Connections to a relay, all of them closed at the end."""

    def __init__(self, url: str, ends: ExitStack) -> None:
        self._host, _colon, self._port = url.removeprefix("smtp://").partition(":")
        self._ends = ends

    def new(self) -> smtplib.SMTP:
        """Return one more."""
        client = smtplib.SMTP(self._host, int(self._port))
        self._ends.callback(client.close)
        return client


def _offer(client: smtplib.SMTP, reader: str) -> int:
    client.ehlo_or_helo_if_needed()
    client.mail("lettre@charte.example")
    return client.rcpt(reader)[0]


def test_a_connection_too_many_is_turned_away() -> None:
    """And the next one is taken when another has ended."""
    with servers.french({"orange.fr": Bears(connections=2)}) as (isps, url), ExitStack() as ends:
        clients = _Clients(url, ends)
        one, two, three = (clients.new() for _client in range(3))
        assert [_offer(client, "un@orange.fr") for client in (one, two, three)] == [250, 250, 421]
        one.quit()
        assert _offer(clients.new(), "un@orange.fr") == 250
        assert _offer(two, "un@ailleurs.example") == 250

    assert isps.turned_away == {"orange.fr": 1}


def test_a_letter_too_many_is_turned_away() -> None:
    """On that connection."""
    with servers.french({"orange.fr": Bears(letters=2)}) as (isps, url), ExitStack() as ends:
        clients = _Clients(url, ends)
        client = clients.new()
        for number in range(2):
            client.sendmail("lettre@charte.example", f"lecteur{number}@orange.fr", LETTER)
        with pytest.raises(smtplib.SMTPException):
            client.sendmail("lettre@charte.example", "lecteur2@orange.fr", LETTER)
        assert _offer(clients.new(), "lecteur2@orange.fr") == 250

    assert isps.turned_away == {"orange.fr": 1}
    assert set(isps.received) == {"lecteur0@orange.fr", "lecteur1@orange.fr"}
