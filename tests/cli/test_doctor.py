"""`relais doctor` from the shell: a table for a person, a list for a script."""

from __future__ import annotations

import pytest

from campaigns.checking import doctor
from campaigns.checking.doctor import CHECKS, STATUSES, Status
from tests import servers
from tests.cli.conftest import Relais


def test_a_fresh_installation_hears_what_is_missing(founded: Relais) -> None:
    """Exit 1; each thing by its name."""
    told = founded("doctor", "--json")

    assert told.code == 1
    assert {frozenset(one) for one in told.document} == {frozenset({"check", "status", "detail"})}
    assert [one["check"] for one in told.document] == [one for one in CHECKS if one != "smtp_fallback"]
    assert {one["check"]: one["status"] for one in told.document} | {"disk": "ok"} == {
        "database": "ok", "disk": "ok", "privacy": "ok", "smtp": "failed", "spf": "failed", "dkim": "warning",
        "dmarc": "failed", "base_url": "ok", "tick": "failed", "messages": "ok", "requests": "ok",
    }  # fmt: skip


def test_what_was_mended_is_well(founded: Relais, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that answers, and somebody who ticks."""
    with servers.running() as sink:
        monkeypatch.setenv("RELAIS_SMTP_URL", sink.url)
        founded("tick")
        told = {one["check"]: one["status"] for one in founded("doctor", "--json").document}

    assert (told["smtp"], told["tick"]) == ("ok", "ok")


def test_words_and_document_agree(founded: Relais) -> None:
    """Every thing has its row, folded to the width of the screen."""
    told = founded("doctor")

    assert told.code == 1
    assert [line[:8].strip() for line in told.out.splitlines() if line[:8].strip()] == [
        STATUSES[Status(one["status"])] for one in founded("doctor", "--json").document
    ]
    assert max(map(len, told.out.splitlines())) <= 100


def test_every_examination_has_a_name_for_people() -> None:
    """And every word for a status, too."""
    assert len(CHECKS) == len(doctor.EXAMINATIONS)
    assert set(STATUSES) == set(Status)
