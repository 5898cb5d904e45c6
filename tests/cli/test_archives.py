"""`relais archive` at the shell."""

from __future__ import annotations

import pytest

from tests import servers
from tests.cli.conftest import Relais


@pytest.fixture
def sent(composed: Relais, monkeypatch: pytest.MonkeyPatch) -> Relais:
    """The shell after campaign 1 was sent."""
    with servers.running() as sink:
        monkeypatch.setenv("RELAIS_SMTP_URL", sink.url)
        assert composed("campaigns", "launch", 1, "--grace", 0).code == 0
        assert composed("send", 1).code == 0
    return composed


def test_what_was_sent_is_listed(sent: Relais) -> None:
    """And found by its words."""
    (article,) = sent("archive", "list", "--json").document

    assert set(article) == {"item", "issue", "section", "title", "date"}
    assert sent("archive", "list", "--words", "nothing of the kind", "--json").document == []


def test_an_article_is_withdrawn(sent: Relais) -> None:
    """With its note, and is listed no more."""
    said = sent("archive", "withdraw", 1, "--note", "Erreur de notre part.", "--json")

    assert said.document["whole"] is True
    assert said.document["note"] == "Erreur de notre part."
    assert sent("archive", "list", "--json").document == []


@pytest.mark.parametrize(("item", "name", "word"), [(1, "Nobody Here", "nom"), (9, "", "archives")])
def test_what_cannot_be_withdrawn_is_said(sent: Relais, item: int, name: str, word: str) -> None:
    """In one sentence."""
    said = sent("archive", "withdraw", item, "--name", name)

    assert said.code == 2
    assert word in said.err
