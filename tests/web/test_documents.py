"""Documents are served to be kept: the newest under its name, each version for ever."""

from __future__ import annotations

import pytest

from campaigns.editorial import documents
from runtime.files import File
from runtime.installation import Installation
from tests.web.conftest import Ask


@pytest.fixture
def kept(opened: Installation) -> bytes:
    """Two versions of a brochure; the newest is returned."""
    for version in (b"%PDF-1.7\n1", b"%PDF-1.7\n2"):
        documents.add(opened, File("Été.pdf", version), "Plaquette", "test")
    return b"%PDF-1.7\n2"


def test_the_newest_is_found_under_its_name(ask: Ask, kept: bytes) -> None:
    """A letter of last year leads to today's brochure."""
    answer = ask("GET", "/l/d/plaquette")

    assert (answer.status_code, answer.content) == (200, kept)
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["cache-control"] == "no-cache"


def test_a_version_is_found_for_ever(ask: Ask, kept: bytes) -> None:
    """And may be kept as long."""
    answer = ask("GET", "/l/d/plaquette/1")

    assert answer.content == b"%PDF-1.7\n1"
    assert "immutable" in answer.headers["cache-control"]


def test_it_is_saved_and_never_run(ask: Ask, kept: bytes) -> None:
    """Under the name it had."""
    headers = ask("GET", "/l/d/plaquette").headers

    assert headers["content-disposition"].startswith("attachment")
    assert "%C3%89t%C3%A9.pdf" in headers["content-disposition"]
    assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "path",
    [
        "/l/d/absent",
        "/l/d/plaquette/3",
        "/l/d/plaquette/x",
        "/l/d/..%2f..%2fetc",
        "/l/d/plaquette/9999999999999999999999",
    ],
)
def test_what_is_not_there_is_not_found(ask: Ask, kept: bytes, path: str) -> None:
    """In French."""
    assert ask("GET", path).status_code == 404
