"""An installation that another version of Relais left: after `relais init` every command says what it said."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest

from runtime import installation, settings
from tests import landed
from tests.campaigns.partnership import conventions
from tests.cli.conftest import Relais

PRINTED: dict[str, Any] = landed.RECORDED["printed"]
FILES: dict[str, dict[str, str]] = landed.RECORDED["files"]
LETTERS: dict[str, dict[str, str]] = landed.RECORDED["letters"]


def digest(content: bytes | str) -> str:
    """Return the SHA-256 of what was written."""
    return hashlib.sha256(content.encode() if isinstance(content, str) else content).hexdigest()


@pytest.fixture(scope="session")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder, to be copied."""
    data = tmp_path_factory.mktemp("landed") / "data"
    landed.unpack(data)
    return data


@pytest.fixture
def updated(relais: Relais, untouched: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Relais:
    """Commands of today on that installation, at the moment when it was recorded, with the convention as data: it was
    written into the code then.
    """
    shutil.copytree(untouched, tmp_path / "data")
    monkeypatch.setenv("RELAIS_NOW", landed.NOW.isoformat())
    monkeypatch.setenv("RELAIS_BASE_URL", landed.BASE_URL)
    assert relais("init").code == 0
    conventions.adopted(installation.open_(settings.load()))
    return relais


def test_every_command_prints_what_it_printed(updated: Relais) -> None:
    """To the octet: scripts read it."""
    said = {command: updated(*json.loads(command)).out for command in PRINTED}

    assert {command: json.loads(text) for command, text in said.items()} == PRINTED
    assert [
        command
        for command, document in PRINTED.items()
        if said[command] != json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    ] == []


def test_long_answers_are_what_they_were(updated: Relais) -> None:
    """One line a recipient; an article whole."""
    digests = landed.RECORDED["digests"]

    assert {command: digest(updated(*json.loads(command)).out) for command in digests} == digests


def test_every_export_is_what_it_was(updated: Relais, tmp_path: Path) -> None:
    """To the octet, readers, reports and register."""
    for command in FILES:
        assert updated(*json.loads(command)).code == 0

    assert {
        command: {name: digest((tmp_path / name).read_bytes()) for name in files} for command, files in FILES.items()
    } == FILES


@pytest.mark.parametrize("number", range(1, 6))
def test_every_letter_is_what_it_was(updated: Relais, tmp_path: Path, number: int) -> None:
    """To the octet, but for the moment of the attempt."""
    wanted = {key: files for key, files in LETTERS.items() if key.startswith(f"{number} ")}
    assert wanted
    for key, files in wanted.items():
        into = tmp_path / digest(key)
        assert updated("issues", "render", number, "--as", key.partition(" ")[2], "-o", into).code == 0
        made = {name: re.sub(rb"(?m)^Date: .*\n", b"", (into / name).read_bytes()) for name in files}
        assert {name: digest(content) for name, content in made.items()} == files


def test_the_file_of_a_person_is_what_it_was(updated: Relais, tmp_path: Path) -> None:
    """To the octet, but for the moment at which it was made; also for who was erased, or has another address now."""
    handed: dict[str, dict[str, str]] = landed.RECORDED["handed"]
    for email, files in handed.items():  # in their order: each makes a request, which has a number
        assert updated("readers", "access", email, "-o", "acces.zip").code == 0
        with zipfile.ZipFile(tmp_path / "acces.zip") as packed:
            made = {name: packed.read(name).decode() for name in packed.namelist()}
        made["donnees.json"] = re.sub(r'"made_at": "[^"]*"', '"made_at": ""', made["donnees.json"])
        assert {name: digest(text) for name, text in made.items()} == files
