"""Bad input: one French sentence that names the thing, the right exit code, nothing half-written, no traceback."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy

from runtime import database as databases
from tests.cli import files
from tests.cli.conftest import Relais, Said

Kept = Callable[[], list[str]]
UNREACHABLE = "postgresql://relais:hunter2@127.0.0.1:9/relais"


def assert_refused(told: Said, code: int, named: str) -> None:
    """One sentence, and nothing on standard output that a script could take for an answer."""
    assert (told.code, told.out) == (code, "")
    assert named in told.err
    assert len(told.err.splitlines()) == 1
    assert told.err.rstrip().endswith((".", "…"))
    assert not re.search(r"Traceback|Errno|Error\b|hunter2", told.err)


@pytest.mark.parametrize(("file", "named"), files.BAD_ARTICLES.items())
def test_an_article_that_cannot_be_used(founded: Relais, kept: Kept, file: str, named: str) -> None:
    """Even beside a good one: all or none."""
    before = kept()
    told = founded("items", "add", "article.md", file)

    assert_refused(told, 2, named)
    assert [row for row in kept() if not row.endswith(".png")] == before


@pytest.mark.parametrize("kind", ["companies", "missions", "contacts", "objections"])
@pytest.mark.parametrize("file", files.NOT_A_TABLE)
def test_a_file_that_is_no_table(founded: Relais, kept: Kept, file: str, kind: str) -> None:
    """Refused whole, under its name."""
    before = kept()
    told = founded("readers", "import", file, "--as", kind)

    assert_refused(told, 2, file)
    assert kept() == before


@pytest.mark.parametrize("file", files.NOT_A_RULE)
def test_a_file_that_is_no_rule(founded: Relais, kept: Kept, file: str) -> None:
    """Refused, with its name or the condition that is wrong."""
    before = kept()
    told = founded("segments", "add", "Drôme", "--rule", file)

    assert told.code == 2
    assert file in told.err or "La règle est refusée" in told.err
    assert len(told.err.splitlines()) == 1
    assert kept() == before


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("issues", "show", 9), "9"),
        (("issues", "check", 9), "9"),
        (("issues", "add", 9, 1, "--section", "tool"), "9"),
        (("issues", "add", 1, 9, "--section", "tool"), "9"),
        (("issues", "new", "--title", "X", "--from", 9), "9"),
        (("issues", "new", "--title", " "), "titre"),
        (("issues", "new", "--title", "a\tb"), "U+0009"),
        (("issues", "render", 1, "--as", "inconnue@charte.example", "-o", "out"), "Personne"),
        (("issues", "render", 1, "--as", "personne", "-o", "out"), "@"),
        (("issues", "render", 1, "--as", files.ZOE, "-o", "article.md/out"), "out"),
        (("campaigns", "show", 9), "9"),
        (("campaigns", "deliveries", 9), "9"),
        (("campaigns", "pause", 9), "9"),
        (("campaigns", "launch", 9), "9"),
        (("campaigns", "launch", 1, "--segment", "Nulle part"), "Nulle part"),
        (("campaigns", "launch", 1, "--not-after", "2001-01-01"), "--not-after"),
        (("campaigns", "launch", 1, "--not-before", "demain"), "demain"),
        (("campaigns", "launch", 1, "--override", "merge_field"), "CODE=RAISON"),
        (("send", 9), "9"),
        (("dkim", "new", "../evil"), "../evil"),
        (("report", 9), "9"),
        (("segments", "count", "Nulle part"), "Nulle part"),
        (("segments", "add", " ", "--rule", "drome.json"), "nom"),
        (("publications", "set", "--from", "lettre@charte.example"), "--from"),
        (("publications", "set", "--from", "Charte <lettre>"), "--from"),
        (("publications", "set", "--name", ""), "--name"),
        (("publications", "set", "--reply-to", "a b"), "--reply-to"),
        (("readers", "import", "companies.csv", "--as", "companies", "--encoding", "martien"), "martien"),
    ],
)
def test_what_does_not_exist_or_cannot_be(composed: Relais, kept: Kept, words: tuple[object, ...], named: str) -> None:
    """Exit 2, and the thing is named."""
    before = kept()

    assert_refused(composed(*words), 2, named)
    assert kept() == before


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("nimporte",), "nimporte"),
        (("init", "--vite"), "--vite"),
        (("init", "deux", "mots"), "deux mots"),
        (("items", "add"), "FILE…"),
        (("issues", "new"), "--title"),
        (("issues", "show", "un"), "un"),
        (("items", "list", "--state", "vert"), "vert"),
        (("readers", "import", "companies.csv"), "--as"),
        (("readers", "import", "nulle-part.csv", "--as", "companies"), "nulle-part.csv"),
        (("readers", "import", ".", "--as", "companies"), "dossier"),
        (("campaigns", "launch", 1, "--grace", "-1"), "--grace"),
        (("campaigns", "settle", 1), "--uncertain"),
        (("--config",), "--config"),
    ],
)
def test_wrong_usage_is_told_in_french(founded: Relais, words: tuple[object, ...], named: str) -> None:
    """Click speaks English by itself."""
    told = founded(*words)

    assert_refused(told, 2, named)
    assert not re.search(r"\b(No such|Missing|Invalid|is not|requires|Got)\b", told.err)


@pytest.mark.parametrize("words", [(), ("issues",), ("campaigns",)])
def test_a_group_alone_shows_its_help(relais: Relais, words: tuple[str, ...]) -> None:
    """On standard error: it is not what a script asked for."""
    told = relais(*words)

    assert (told.code, told.out) == (2, "")
    assert "Commandes\u00a0:" in told.err


def test_an_unknown_merge_field_blocks(composed: Relais, tmp_path: Path) -> None:
    """It would be printed as it stands."""
    (tmp_path / "typo.md").write_text("---\ntype: tool\ntitle: T\n---\nBonjour {{ prenon | vous }}.\n", "utf-8")
    composed("items", "add", "typo.md")
    composed("issues", "add", 1, 2, "--section", "tool")
    told = composed("issues", "check", 1, "--json")

    assert told.code == 1
    assert [(one["code"], one["item"]) for one in told.document["blocking"]] == [("merge_field", 2)]


def test_a_faulty_template_of_the_administrator_blocks(
    composed: Relais, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file and what is wrong are named; no letter leaves."""
    monkeypatch.setenv("RELAIS_DATA", str(tmp_path / "data"))
    override = tmp_path / "data" / "templates" / "emails" / "newsletter"
    override.mkdir(parents=True)
    (override / "body.mjml").write_text("<mjml><mj-body><mj-nimporte /></mj-body></mjml>", "utf-8")
    told = composed("issues", "check", 1, "--json")

    assert told.code == 1
    assert [one["code"] for one in told.document["blocking"]] == ["template_fault"]
    assert "mj-nimporte" in told.document["blocking"][0]["message"]


def test_a_picture_that_was_lost_blocks(composed: Relais, tmp_path: Path) -> None:
    """Readers would see a hole."""
    shutil.rmtree(tmp_path / "data" / "images")

    assert [one["code"] for one in composed("issues", "check", 1, "--json").document["blocking"]] == ["image_missing"]


def test_without_what_the_law_asks_nothing_leaves(relais: Relais, kept: Kept, tmp_path: Path) -> None:
    """Exit 1; every finding has its line, and the launch left no trace."""
    files.write(tmp_path)
    relais("init")
    relais("readers", "import", "companies.csv", "--as", "companies")
    relais("items", "add", "article.md")
    relais("issues", "new", "--title", "N")
    relais("issues", "add", 1, 1, "--section", "tool")
    before = kept()
    told = relais("campaigns", "launch", 1)

    assert (told.code, told.out) == (1, "")
    assert all(code in told.err for code in ("(sender_missing)", "(postal_missing)", "(basis_missing)"))
    assert kept() == before


def test_without_sender_there_is_no_letter_to_look_at(relais: Relais, tmp_path: Path) -> None:
    """The sentence says what to type."""
    files.write(tmp_path)
    relais("init")
    relais("readers", "import", "companies.csv", "--as", "companies")
    relais("issues", "new", "--title", "N")

    assert_refused(relais("issues", "render", 1, "--as", files.ZOE, "-o", "out"), 2, "publications set --from")


def test_without_a_server_nothing_is_sent(composed: Relais) -> None:
    """The name of the setting is told."""
    composed("campaigns", "launch", 1, "--grace", 0)

    assert_refused(composed("send", 1), 2, "RELAIS_SMTP_URL")


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
    assert_refused(relais("items", "list"), 2, "relais init")
    assert list(tmp_path.iterdir()) == []


def test_a_database_from_the_future(founded: Relais, tmp_path: Path) -> None:
    """Exit 2: an older Relais would damage it."""
    database = databases.connect(f"sqlite:///{tmp_path / 'data' / 'relais.db'}")
    with database.transaction() as session:
        session.execute(sqlalchemy.text("UPDATE alembic_version SET version_num = '9999'"))
    database.engine.dispose()

    assert_refused(founded("items", "list"), 2, "9999")
    assert_refused(founded("init"), 2, "9999")


def test_a_file_that_is_no_database(founded: Relais, tmp_path: Path) -> None:
    """Exit 3, for `init` too: it overwrites nothing."""
    file = tmp_path / "data" / "relais.db"
    for beside in (tmp_path / "data").glob("relais.db-*"):  # where SQLite would recover from
        beside.unlink()
    file.write_bytes(b"once a database" * 1000)

    assert_refused(founded("items", "list"), 3, "relais.db")
    assert_refused(founded("init"), 3, "relais.db")
    assert file.read_bytes().startswith(b"once")


def test_a_database_that_cannot_be_opened(founded: Relais, tmp_path: Path) -> None:
    """A folder stands in its place."""
    (tmp_path / "data" / "relais.db").unlink()
    (tmp_path / "data" / "relais.db").mkdir()

    assert_refused(founded("items", "list"), 3, "relais.db")


def test_a_data_folder_that_cannot_be_made(relais: Relais, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file stands in its place."""
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("RELAIS_DATA", "file/data")

    assert_refused(relais("init"), 2, "RELAIS_DATA")


@pytest.mark.parametrize("words", [("init",), ("items", "list")])
def test_a_server_of_databases_that_does_not_answer(
    relais: Relais, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    """Exit 3, named without its password."""
    monkeypatch.setenv("RELAIS_DATABASE_URL", UNREACHABLE)

    assert_refused(relais(*words), 3, "127.0.0.1:9")


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

    assert_refused(relais("items", "list"), 2, named)


def test_a_file_of_settings_that_is_not_there(relais: Relais) -> None:
    """It was named, so it is missed."""
    assert_refused(relais("--config", "ailleurs.toml", "items", "list"), 2, "ailleurs.toml")


def test_an_address_where_nothing_can_be_served(founded: Relais) -> None:
    """Exit 3, before a server starts."""
    assert_refused(founded("serve", "--host", "192.0.2.1"), 3, "192.0.2.1:8000")


def test_a_key_that_others_can_read(composed: Relais, tmp_path: Path) -> None:
    """Exit 2 and the file; it is neither used nor written over."""
    composed("dkim", "new", "2026a")
    file = tmp_path / "data" / "keys" / "dkim" / "2026a.pem"
    file.chmod(0o644)

    assert_refused(composed("issues", "render", 1, "--as", files.ZOE, "-o", "out"), 2, "2026a.pem")
    assert_refused(composed("dkim", "list"), 2, "chmod 600")
    assert_refused(composed("dkim", "new", "2026a"), 2, "2026a")
