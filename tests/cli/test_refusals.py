"""Bad input: one French sentence that names the thing, the right exit code, nothing half-written, no traceback."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.cli import files, refused
from tests.cli.conftest import Relais


@pytest.mark.parametrize(("file", "named"), files.BAD_ARTICLES.items())
def test_an_article_that_cannot_be_used(founded: Relais, kept: refused.Kept, file: str, named: str) -> None:
    """Even beside a good one: all or none."""
    before = kept()
    told = founded("items", "add", "article.md", file)

    refused.assert_refused(told, 2, named)
    assert [row for row in kept() if not row.endswith(".png")] == before


@pytest.mark.parametrize("kind", ["companies", "missions", "contacts", "objections"])
@pytest.mark.parametrize("file", files.NOT_A_TABLE)
def test_a_file_that_is_no_table(founded: Relais, kept: refused.Kept, file: str, kind: str) -> None:
    """Refused whole, under its name."""
    before = kept()
    told = founded("readers", "import", file, "--as", kind)

    refused.assert_refused(told, 2, file)
    assert kept() == before


@pytest.mark.parametrize(("file", "named"), files.NOT_A_RULE.items())
def test_a_file_that_is_no_rule(founded: Relais, kept: refused.Kept, file: str, named: str) -> None:
    """Refused, with its name or the condition that is wrong."""
    before = kept()
    told = founded("segments", "add", "Drôme", "--rule", file)

    refused.assert_refused(told, 2, named)
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
def test_what_does_not_exist_or_cannot_be(
    composed: Relais, kept: refused.Kept, words: tuple[object, ...], named: str
) -> None:
    """Exit 2, and the thing is named."""
    before = kept()

    refused.assert_refused(composed(*words), 2, named)
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
        (("readers", "import", "companies.csv", "--as", "contact"), "«\u00a0contact\u00a0» n’est pas admis"),
        (("send", 1, "--processes", 99), "de 1 à 64"),
        (("issues", "show", 0), "1 au moins"),
        (("requests", "add", "a@x.example", "--kind", "access", "--received", "3/4"), "AAAA-MM-JJ"),
    ],
)
def test_wrong_usage_is_told_in_french(founded: Relais, words: tuple[object, ...], named: str) -> None:
    """Click speaks English by itself."""
    told = founded(*words)

    refused.assert_refused(told, 2, named)
    assert not re.search(r"\b(No such|Missing|Invalid|is not|requires|Got)\b|<=|%Y|'", told.err)


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


def test_without_what_the_law_asks_nothing_leaves(relais: Relais, kept: refused.Kept, tmp_path: Path) -> None:
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

    refused.assert_refused(relais("issues", "render", 1, "--as", files.ZOE, "-o", "out"), 2, "publications set --from")
