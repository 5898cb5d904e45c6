"""Devices and pipes never end: whatever reads a file that a person names refuses them, and says so at once."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Relais

COMMANDS = [
    ("documents", "add", "{file}", "--name", "plaquette"), ("items", "add", "{file}"),
    ("readers", "import", "{file}", "--as", "companies"),
    ("partners", "set", "cnml", "--name", "Réseau", "--logo", "{file}"),
]  # fmt: skip


@pytest.mark.parametrize("words", COMMANDS)
def test_a_device_is_refused(composed: Relais, words: tuple[str, ...]) -> None:
    """`/dev/zero` would fill the memory."""
    refused = composed(*(word.format(file="/dev/zero") for word in words))

    assert (refused.code, "zero" in refused.err) == (2, True)


@pytest.mark.parametrize("words", COMMANDS)
def test_a_pipe_is_refused(composed: Relais, tmp_path: Path, words: tuple[str, ...]) -> None:
    """Nobody may ever write into it."""
    os.mkfifo(tmp_path / "tube.csv")

    refused = composed(*(word.format(file=tmp_path / "tube.csv") for word in words))

    assert (refused.code, "tube" in refused.err) == (2, True)


def test_a_worker_on_sqlite_says_what_it_needs(composed: Relais, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where the libraries of workers are not installed."""
    monkeypatch.setitem(sys.modules, "procrastinate", None)
    monkeypatch.delitem(sys.modules, "campaigns.acting.working", raising=False)
    refused = composed("worker")

    assert refused.code == 2
    assert "RELAIS_DATABASE_URL" in refused.err
