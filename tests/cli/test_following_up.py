"""`relais campaigns complete`: the same letter to those who do not have it, and a sentence when there is nobody."""

from __future__ import annotations

import pytest

from tests import servers
from tests.cli.conftest import Relais


def test_a_full_mailbox_gets_it_later(composed: Relais, monkeypatch: pytest.MonkeyPatch) -> None:
    """Refused today, written to tomorrow; then there is nobody left."""
    with servers.running() as sink:
        sink.at_rcpt["zoe@brumevent.example"] = ["552 5.2.2 mailbox full"]
        monkeypatch.setenv("RELAIS_SMTP_URL", sink.url)
        composed("campaigns", "launch", 1, "--grace", 0)
        composed("send", 1)
    made = composed("campaigns", "complete", 1, "--grace", 0, "--json")
    again = composed("campaigns", "complete", 1)

    assert (made.code, made.document["id"], made.document["audience"]) == (0, 2, 1)
    assert again.code == 2
    assert "plus personne" in again.err
