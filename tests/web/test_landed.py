"""The pages of an installation that another version of Relais left: letters and feeds are what they were."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from runtime import installation, settings
from runtime.installation import Installation
from tests import landed
from tests.clocks import MovableClock
from tests.web.conftest import Site

PAGES: dict[str, dict[str, Any]] = landed.RECORDED["pages"]
OWN: dict[str, str] = landed.RECORDED["own"]


@pytest.fixture(scope="session")
def updated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder, its database migrated; to be copied."""
    data = tmp_path_factory.mktemp("landed") / "data"
    landed.unpack(data)
    made, _applied = installation.make(settings.load(data=data))
    made.database.engine.dispose()
    return data


@pytest.fixture
def site(updated: Path, tmp_path: Path) -> Iterator[Site]:
    """Its pages at the moment when they were recorded."""
    data = shutil.copytree(updated, tmp_path / "data")
    found = installation.open_(settings.load(data=data, base_url=landed.BASE_URL))
    yield Site(Installation(found.settings, found.database, found.keyring, MovableClock(landed.NOW)))
    found.database.engine.dispose()


def test_every_page_is_what_it_was(site: Site) -> None:
    """Letters on the web, with what was withdrawn and what has no number; lists, feeds and fragments."""
    answers = {path: site.ask("GET", path) for path in PAGES}

    assert {
        path: {"status": answer.status_code, "sha256": hashlib.sha256(answer.content).hexdigest()}
        for path, answer in answers.items()
    } == PAGES


def test_what_is_known_of_a_person_is_what_it_was(site: Site) -> None:
    """`mes-donnees.json`, to the octet, behind a link that was made then."""
    assert {path: hashlib.sha256(site.ask("GET", path).content).hexdigest() for path in OWN} == OWN
