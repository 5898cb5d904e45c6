"""A person at a shell, in an empty folder: every command runs as it does for her."""

from __future__ import annotations

import json
import logging
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import structlog

from cli import main
from tests.cli import files


@dataclass(frozen=True)
class Said:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """The one JSON document on standard output."""
        return json.loads(self.out)


Relais = Callable[..., Said]


@pytest.fixture
def relais(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Relais]:
    """Type `relais …` as `relais("items", "list")`."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("RELAIS_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("RELAIS_CHECK_LINKS", "false")  # nobody asks the world
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level

    def typed(*words: object) -> Said:
        capsys.readouterr()
        code = main.main([str(word) for word in words])
        out, err = capsys.readouterr()
        return Said(code, out, err)

    yield typed
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


@pytest.fixture
def founded(relais: Relais, tmp_path: Path, migrated: Path) -> Relais:
    """The same, once everything is installed and the law has what it asks, with files to bring in."""
    files.write(tmp_path)
    (tmp_path / "data").mkdir(exist_ok=True)
    shutil.copy(migrated, tmp_path / "data" / "relais.db")
    assert relais("init").code == 0
    law = ("--from", files.SENDER, "--postal", "1, rue / 75017 Paris", "--basis", "legitimate_interest")
    assert relais("publications", "set", *law).code == 0
    return relais


@pytest.fixture
def composed(founded: Relais) -> Relais:
    """The same, with two readers and issue 1 that they could receive."""
    assert founded("readers", "import", "companies.csv", "--as", "companies").code == 0
    assert founded("items", "add", "article.md").code == 0
    assert founded("issues", "new", "--title", "La Lettre de septembre").code == 0
    assert founded("issues", "add", 1, 1, "--section", "actions").code == 0
    return founded


@pytest.fixture
def kept(tmp_path: Path) -> Callable[[], list[str]]:
    """Return everything that is kept: the rows of the database and the names of the pictures."""

    def dump() -> list[str]:
        connection = sqlite3.connect(tmp_path / "data" / "relais.db")
        try:
            rows = list(connection.iterdump())
        finally:
            connection.close()
        return rows + sorted(file.name for file in (tmp_path / "data").glob("images/*"))

    return dump
