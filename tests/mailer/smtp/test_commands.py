"""The envelope on the wire."""

from __future__ import annotations

import pytest

from mailer.smtp import Envelope, Extensions
from mailer.smtp.commands import EnvelopeCommands, write

EVERYTHING = Extensions.offered({"pipelining": "", "size": "1000", "8bitmime": "", "smtputf8": "", "dsn": ""})


def lines(envelope: Envelope, extensions: Extensions) -> bytes:
    written = write(envelope, extensions)
    assert isinstance(written, EnvelopeCommands)
    return written.mail + written.rcpt


def test_without_extensions_the_envelope_is_bare() -> None:
    """Nothing is asked that was not offered."""
    envelope = Envelope("r@lettre.fr", "a@exemple.fr", size=10**9, envid="c1.42")
    assert lines(envelope, Extensions()) == b"MAIL FROM:<r@lettre.fr>\r\nRCPT TO:<a@exemple.fr>\r\n"


def test_size_and_reports_are_asked_where_offered() -> None:
    """ENVID is written as xtext (RFC 3461 4)."""
    envelope = Envelope("r@lettre.fr", "a@exemple.fr", size=999, envid="c=1+é x")
    assert lines(envelope, EVERYTHING) == (
        b"MAIL FROM:<r@lettre.fr> SIZE=999 RET=HDRS ENVID=c+3D1+2B+E9+20x\r\nRCPT TO:<a@exemple.fr> NOTIFY=FAILURE\r\n"
    )


def test_what_must_not_be_answered_has_no_return_path() -> None:
    """RFC 5321 4.5.5."""
    assert lines(Envelope("", "a@exemple.fr"), Extensions()).startswith(b"MAIL FROM:<>\r\n")


@pytest.mark.parametrize("value", ["", "0", "a", "-1", "1 2", "²"])
def test_a_size_without_a_limit_is_none(value: str) -> None:
    """RFC 1870 4: the number may be missing or zero."""
    assert Extensions.offered({"size": value}).largest == 0
