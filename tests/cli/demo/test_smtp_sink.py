"""The capture server, spoken to by a client that knows nothing of it."""

from __future__ import annotations

import smtplib
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from cli.demo.smtp_sink import Capture

_LETTER = b"Subject: =?utf-8?q?Num=C3=A9ro?=\r\n\r\n.Une ligne\r\n"


def _client(capture: Capture) -> smtplib.SMTP:
    parts = urlsplit(capture.url)
    return smtplib.SMTP(parts.hostname or "", parts.port or 0, local_hostname="client.example", timeout=10)


def test_a_letter_is_kept_as_it_came(tmp_path: Path) -> None:
    """Behind the two lines of final delivery, every byte is that of the client."""
    with Capture(tmp_path) as capture, _client(capture) as client:
        client.sendmail("lettre@charte.example", ["zoe@ombelle.example"], _LETTER)
    [kept] = (tmp_path / "new").iterdir()
    trace = b"Return-Path: <lettre@charte.example>\r\nDelivered-To: zoe@ombelle.example\r\n"
    assert kept.read_bytes() == trace + _LETTER
    assert capture.kept == 1


def test_an_accented_address_is_taken(tmp_path: Path) -> None:
    """The server knows SMTPUTF8 (RFC 6531)."""
    with Capture(tmp_path) as capture, _client(capture) as client:
        client.sendmail("a@charte.example", ["hélène@anse.example"], _LETTER, ["SMTPUTF8"])
    assert "hélène@anse.example" in next((tmp_path / "new").iterdir()).read_text("utf-8")


@pytest.mark.parametrize("reply", ["550 5.1.1 User unknown", "451 4.7.1 Greylisted, please try again later"])
def test_those_who_are_named_get_their_answer(tmp_path: Path, reply: str) -> None:
    """At RCPT, whatever the case of the address; nothing is kept, the next letter is taken."""
    with Capture(tmp_path, {"gone@ombelle.example": reply}) as capture, _client(capture) as client:
        with pytest.raises(smtplib.SMTPRecipientsRefused) as refused:
            client.sendmail("a@charte.example", ["Gone@ombelle.example"], _LETTER)
        client.sendmail("a@charte.example", ["zoe@ombelle.example"], _LETTER)
    [(code, words)] = refused.value.recipients.values()
    assert f"{code} {words.decode()}" == reply
    assert capture.kept == 1


def test_the_server_ends_with_a_connection_open(tmp_path: Path) -> None:
    """Whoever forgets to say QUIT does not keep it alive."""
    with Capture(tmp_path) as capture:
        client = _client(capture)
        client.ehlo()
    client.close()
    with pytest.raises(ConnectionRefusedError):
        _client(capture)
