"""`relais convention` and `relais evidence`: what was promised, and what a person declares of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from campaigns.partnership.conventions import reading
from cli import main
from tests.campaigns.partnership.conventions import OTHER

AMENDMENT = "signed_on = 2026-12-01\nfirst_day = 2027-01-02\nlast_day = 2028-01-01\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation, and the file of a convention that lasts."""
    monkeypatch.setenv("RELAIS_DATA", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    assert main.main(["init"]) == 0
    lasting = OTHER.replace("last_day = 2027-01-01", "last_day = 2099-01-01")
    (tmp_path / "autre.toml").write_text(lasting.replace("first_day = 2026-01-02", "first_day = 2020-01-02"), "utf-8")
    return tmp_path


def told(capsys: pytest.CaptureFixture[str], *typed: str) -> Any:
    """Run a command; return its document."""
    capsys.readouterr()
    assert main.main([*typed, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_a_fresh_installation_has_no_convention(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """And says so."""
    assert told(capsys, "convention", "show") == []
    assert main.main(["evidence", "list"]) == 2
    assert "relais convention set" in capsys.readouterr().err


def test_a_convention_is_stored_and_amended(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each version with its own days; the shipped one is a file like any other."""
    made = told(capsys, "convention", "set", "autre.toml")
    (folder / "avenant.toml").write_text(AMENDMENT, "utf-8")
    amended = told(capsys, "convention", "amend", "avenant.toml")

    assert (made["version"], made["partners"], made["commitments"]) == (1, ["livre", "biblio"], ["A", "B", "C"])
    assert (amended["amends"], amended["first_day"], amended["commitments"]) == (1, "2027-01-02", ["A", "B", "C"])
    assert len(told(capsys, "convention", "set", str(reading.SHIPPED))["commitments"]) == 23


def test_a_file_that_is_none_is_one_sentence(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With its name."""
    assert main.main(["convention", "set", "perdu.toml"]) == 2
    assert "perdu.toml" in capsys.readouterr().err


def test_a_declaration_is_listed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As declared; a clause that does not exist is named with those that do."""
    told(capsys, "convention", "set", "autre.toml")
    told(capsys, "evidence", "add", "C", "--on", "2021-05-03", "--text", "Réunion tenue.")
    (proof,) = told(capsys, "evidence", "list")

    assert (proof["commitment"], proof["on"], proof["nature"]) == ("C", "2021-05-03", "declared")
    assert main.main(["evidence", "add", "Z", "--on", "2021-05-03", "--text", "x"]) == 2
    assert "A, B, C" in capsys.readouterr().err


def test_a_saved_page_is_checked(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is not there is a failure that a script sees."""
    told(capsys, "convention", "set", "autre.toml")
    capsys.readouterr()
    for code, words in (("livre", "Maison du livre"), ("biblio", "Réseau des bibliothèques")):
        assert main.main(["partners", "set", code, "--name", words, "--url", f"https://{code}.example"]) == 0
    (folder / "avec.html").write_text('<a href="https://livre.example/">La Maison</a>', "utf-8")
    (folder / "sans.html").write_text("<p>Rien</p>", "utf-8")

    (seen,) = told(capsys, "convention", "check", "--page", "avec.html")
    assert (seen["from"], seen["to"], seen["link"]) == ("biblio", "livre", True)
    assert main.main(["convention", "check", "--page", "sans.html"]) == 1
