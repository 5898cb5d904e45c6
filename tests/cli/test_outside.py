"""Servers, databases, settings and keys that are missing or broken: one French sentence, the right exit code."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy

from runtime import database as databases
from tests.cli import files, refused
from tests.cli.conftest import Relais

UNREACHABLE = "postgresql://relais:hunter2@127.0.0.1:9/relais"


def test_without_a_server_nothing_is_sent(composed: Relais) -> None:
    """The name of the setting is told."""
    composed("campaigns", "launch", 1, "--grace", 0)

    refused.assert_refused(composed("send", 1), 2, "RELAIS_SMTP_URL")


def test_a_server_that_does_not_answer_costs_nothing(composed: Relais, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit 3; every letter still waits, and no address was logged."""
    monkeypatch.setenv("RELAIS_SMTP_URL", "smtp://127.0.0.1:9")
    composed("campaigns", "launch", 1, "--grace", 0)
    told = composed("--verbose", "send", 1)

    assert told.code == 3
    assert "127.0.0.1" in told.err
    assert "brumevent" not in told.err
    assert composed("campaigns", "show", 1, "--json").document["counts"]["planned"] == 2


def test_before_init_every_command_says_so(relais: Relais, tmp_path: Path) -> None:
    """And makes nothing."""
    refused.assert_refused(relais("items", "list"), 2, "relais init")
    assert list(tmp_path.iterdir()) == []


def test_a_database_from_the_future(founded: Relais, tmp_path: Path) -> None:
    """Exit 2: an older Relais would damage it."""
    database = databases.connect(f"sqlite:///{tmp_path / 'data' / 'relais.db'}")
    with database.transaction() as session:
        session.execute(sqlalchemy.text("UPDATE alembic_version SET version_num = '9999'"))
    database.engine.dispose()

    refused.assert_refused(founded("items", "list"), 2, "9999")
    refused.assert_refused(founded("init"), 2, "9999")


def test_a_file_that_is_no_database(founded: Relais, tmp_path: Path) -> None:
    """Exit 3, for `init` too: it overwrites nothing."""
    file = tmp_path / "data" / "relais.db"
    for beside in (tmp_path / "data").glob("relais.db-*"):  # where SQLite would recover from
        beside.unlink()
    file.write_bytes(b"once a database" * 1000)

    refused.assert_refused(founded("items", "list"), 3, "relais.db")
    refused.assert_refused(founded("init"), 3, "relais.db")
    assert file.read_bytes().startswith(b"once")


def test_a_database_that_cannot_be_opened(founded: Relais, tmp_path: Path) -> None:
    """A folder stands in its place."""
    (tmp_path / "data" / "relais.db").unlink()
    (tmp_path / "data" / "relais.db").mkdir()

    refused.assert_refused(founded("items", "list"), 3, "relais.db")


def test_a_data_folder_that_cannot_be_made(relais: Relais, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file stands in its place."""
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("RELAIS_DATA", "file/data")

    refused.assert_refused(relais("init"), 2, "RELAIS_DATA")


@pytest.mark.parametrize("words", [("init",), ("items", "list")])
def test_a_server_of_databases_that_does_not_answer(
    relais: Relais, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    """Exit 3, named without its password."""
    monkeypatch.setenv("RELAIS_DATABASE_URL", UNREACHABLE)

    refused.assert_refused(relais(*words), 3, "127.0.0.1:9")


@pytest.mark.parametrize(
    ("raw", "named"),
    [
        (b"data =\n", "relais.toml"),
        (b"\xff\xfe", "relais.toml"),
        (b"dta = 'x'", "dta"),
        (b"smtp_connections = 0", "1 à 500"),
        (b"base_url = 'charte.example'", "RELAIS_BASE_URL"),
        (b"database_url = 'mysql://x'", "RELAIS_DATABASE_URL"),
    ],
)
def test_a_broken_file_of_settings(relais: Relais, tmp_path: Path, raw: bytes, named: str) -> None:
    """Exit 2, before anything is opened."""
    (tmp_path / "relais.toml").write_bytes(raw)

    refused.assert_refused(relais("items", "list"), 2, named)


def test_a_file_of_settings_that_is_not_there(relais: Relais) -> None:
    """It was named, so it is missed."""
    refused.assert_refused(relais("--config", "ailleurs.toml", "items", "list"), 2, "ailleurs.toml")


def test_an_address_where_nothing_can_be_served(founded: Relais) -> None:
    """Exit 3, before a server starts."""
    refused.assert_refused(founded("serve", "--host", "192.0.2.1"), 3, "192.0.2.1:8000")


def test_a_key_that_others_can_read(composed: Relais, tmp_path: Path) -> None:
    """Exit 2 and the file; it is neither used nor written over."""
    composed("dkim", "new", "2026a")
    file = tmp_path / "data" / "keys" / "dkim" / "2026a.pem"
    file.chmod(0o644)

    refused.assert_refused(composed("issues", "render", 1, "--as", files.ZOE, "-o", "out"), 2, "2026a.pem")
    refused.assert_refused(composed("dkim", "list"), 2, "chmod 600")
    refused.assert_refused(composed("dkim", "new", "2026a"), 2, "2026a")
