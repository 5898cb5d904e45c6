"""The pages of an installation that another version of Relais left: letters and feeds are what they were."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests import landed
from tests.web.conftest import Site

PAGES: dict[str, dict[str, Any]] = landed.RECORDED["pages"]
OWN: dict[str, str] = landed.RECORDED["own"]
#: What stands above a letter on the web, and is not the letter.
_BAR = re.compile(rb'<style>\.relais-bar.*?</style>|<nav class="relais-bar".*?</nav>\n?', re.DOTALL)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """Its pages at the moment when they were recorded."""
    opened = landed.updated(tmp_path)
    yield Site(opened)
    opened.database.engine.dispose()


def test_every_page_is_what_it_was(site: Site) -> None:
    """Letters on the web, with what was withdrawn and what has no number; lists, feeds and fragments."""
    answers = {path: site.ask("GET", path) for path in PAGES}

    assert {
        path: {"status": answer.status_code, "sha256": hashlib.sha256(_BAR.sub(b"", answer.content)).hexdigest()}
        for path, answer in answers.items()
    } == PAGES


def test_what_is_known_of_a_person_is_what_it_was(site: Site) -> None:
    """`mes-donnees.json`, to the octet, behind a link that was made then."""
    assert {path: hashlib.sha256(site.ask("GET", path).content).hexdigest() for path in OWN} == OWN
