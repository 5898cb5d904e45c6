"""Erased is for ever: no spelling, no file and no restored copy brings anybody back, and the desk proves the day."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from runtime import clock
from tests.cli import files
from tests.cli.conftest import Relais

#: What spreadsheets, mail programs and people make of one address.
SPELLINGS = (
    "zoe@brumevent.example",
    "ZOE@BrumEvent.EXAMPLE",
    "  zoe@brumevent.example ",
    "\u00a0zoe@brumevent.example\u00a0",
    "zoe@brumevent.example\u202f",
    "\ufeffzoe@brumevent.example",
    "mailto:zoe@brumevent.example",
    "MAILTO:Zoe@brumevent.example?subject=Bonjour",
    "Zoé Œuvrard <zoe@brumevent.example>",
    "<zoe@brumevent.example>",
    "zoe@brumevent.example.",
)
_HEAD = "SIREN;Dénomination;E-mail;Nom\n"


@pytest.fixture
def erased(composed: Relais) -> Relais:
    """Zoé was erased, and Loïc objected."""
    told = composed("readers", "forget", files.ZOE, "--evidence", "courrier du 2 mars", "--json").document
    assert (told["contacts"], len(told["erased"])) == ([], 1)
    composed("readers", "object", files.LOIC)
    return composed


def _import(relais: Relais, folder: Path, encoding: str) -> list[str]:
    lines = [f"552100554;Ateliers Brumevent;{spelling};Œuvrard\n" for spelling in SPELLINGS]
    (folder / "encore.csv").write_bytes((_HEAD + "".join(lines)).encode(encoding))
    told = relais("readers", "import", "encore.csv", "--as", "companies", "--json").document
    assert told["created"] == 0
    return [one["reason"] for one in (*told["skipped"], *told["rejected"])]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_no_spelling_brings_her_back(
    erased: Relais, tmp_path: Path, kept: Callable[[], list[str]], encoding: str
) -> None:
    """Each line is left out, and says why; nothing of hers is kept, and the desk still proves the day."""
    reasons = _import(erased, tmp_path, encoding)

    assert [reason.startswith("données effacées le ") for reason in reasons] == [True] * len(SPELLINGS)
    assert not any("brumevent.example" in row.lower() or "Œuvrard" in row for row in kept())
    told = erased("readers", "show", "mailto:ZOE@brumevent.example", "--json").document
    assert [one["evidence"] for one in told["erased"]] == ["courrier du 2 mars"]
    assert [one["reason"] for one in told["suppressions"]] == ["erased"]
    erased_at = datetime.fromisoformat(told["erased"][0]["at"])
    assert told["requests"][0]["closed"] == clock.in_paris(erased_at).date().isoformat()


def test_an_old_copy_of_the_folder_brings_nobody_back(
    composed: Relais, tmp_path: Path, kept: Callable[[], list[str]]
) -> None:
    """Copied by hand without the keys, erased, copied back, one tick: she is out, in no table, and provably so."""
    data, copy = tmp_path / "data", tmp_path / "copie"
    composed("requests", "add", files.ZOE, "--kind", "erasure")
    shutil.copytree(data, copy, ignore=shutil.ignore_patterns("keys"))
    composed("readers", "forget", files.ZOE, "--evidence", "courrier du 2 mars")
    composed("readers", "object", files.LOIC)
    for one in data.glob("relais.db*"):
        one.unlink()
    shutil.copytree(copy, data, dirs_exist_ok=True)
    assert any(files.ZOE in row for row in kept())

    composed("tick")

    assert not any(files.ZOE in row for row in kept())
    told = composed("readers", "show", files.ZOE, "--json").document
    assert [one["evidence"] for one in told["erased"]] == ["courrier du 2 mars"]
    assert [one["ending"] for one in told["requests"]] == ["done"]
    assert composed("readers", "show", files.LOIC, "--json").document["suppressions"][0]["reason"] == "objection"
    again = composed("readers", "import", "companies.csv", "--as", "companies", "--json").document
    assert [one["line"] for one in again["skipped"]] == [2, 3]


def test_a_corrected_address_does_not_come_back_by_the_old_file(composed: Relais) -> None:
    """The file still has the wrong one; the line is left out, and says since when."""
    composed("readers", "correct", files.ZOE, "--email", "zoe.o@brumevent.example")
    told = composed("readers", "import", "companies.csv", "--as", "companies", "--json").document

    assert (told["created"], len(told["skipped"])) == (0, 1)
    assert told["skipped"][0]["reason"].startswith("adresse corrigée le ")
