"""A person at a shell, in an empty folder: every command runs as it does for real users."""

from __future__ import annotations

import json
import logging
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
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


@contextmanager
def _at_a_shell(folder: Path) -> Iterator[None]:
    """Stand in a folder, without settings, while it lasts; how commands write their log is undone behind them."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for name in [name for name in os.environ if name.startswith("RELAIS_")]:
            patch.delenv(name)
        patch.setenv("RELAIS_CHECK_LINKS", "false")  # nobody asks the world
        yield
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


@pytest.fixture
def relais(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Relais]:
    """Type `relais …` as `relais("items", "list")`."""

    def typed(*words: object) -> Said:
        capsys.readouterr()
        code = main.main([str(word) for word in words])
        out, err = capsys.readouterr()
        return Said(code, out, err)

    with _at_a_shell(tmp_path):
        yield typed


def _build(folder: Path, *commands: tuple[object, ...]) -> Path:
    """Type these commands in a folder, and leave it fit to be copied."""
    with _at_a_shell(folder):
        for words in commands:
            assert main.main([str(word) for word in words]) == 0, words
    connection = sqlite3.connect(folder / "data" / "relais.db")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return folder


@pytest.fixture(scope="session")
def _founded(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("founded")
    files.write(folder)
    (folder / "data").mkdir()
    shutil.copyfile(migrated, folder / "data" / "relais.db")
    law = ("--from", files.SENDER, "--postal", "1, rue / 75017 Paris", "--basis", "legitimate_interest")
    return _build(folder, ("init",), ("publications", "set", *law))


@pytest.fixture(scope="session")
def _composed(_founded: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _build(
        shutil.copytree(_founded, tmp_path_factory.mktemp("composed"), dirs_exist_ok=True),
        ("readers", "import", "companies.csv", "--as", "companies"),
        ("items", "add", "article.md"),
        ("issues", "new", "--title", "La Lettre de septembre"),
        ("issues", "add", 1, 1, "--section", "actions"),
    )


@pytest.fixture
def founded(_founded: Path, relais: Relais, tmp_path: Path) -> Relais:
    """The same, once everything is installed and the law has what it asks, with files to bring in."""
    shutil.copytree(_founded, tmp_path, dirs_exist_ok=True)
    return relais


@pytest.fixture
def composed(_composed: Path, relais: Relais, tmp_path: Path) -> Relais:
    """The same, with two readers and issue 1 that they could receive."""
    shutil.copytree(_composed, tmp_path, dirs_exist_ok=True)
    return relais


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
