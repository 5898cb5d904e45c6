"""`relais items fix` and the house style, as a person types them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Relais

ARTICLE = '---\ntype: tool\ntitle: "L\'outil : un"\n---\nLa Charte de la Diversité : 10000 "oui" !\n'


@pytest.fixture
def typed(founded: Relais, tmp_path: Path) -> Relais:
    """Item 1, as somebody typed it."""
    (tmp_path / "typed.md").write_text(ARTICLE, "utf-8")
    assert founded("items", "add", "typed.md").code == 0
    return founded


def test_the_difference_is_shown_with_its_spaces(typed: Relais) -> None:
    """A hard space looks like any other, so it is drawn."""
    said = typed("items", "fix", 1)

    assert said.code == 0
    assert "− L'outil : un" in said.out
    assert "+ L’outil⍽: un" in said.out
    assert "10‿000 «⍽oui⍽»‿!" in said.out


def test_a_second_time_says_so(typed: Relais) -> None:
    """And changes nothing."""
    typed("items", "fix", 1)

    assert typed("items", "fix", 1).out == "Rien à corriger.\n"
    assert typed("items", "fix", 1, "--json").document == {"id": 1, "changes": [], "alerts": []}


def test_a_rehearsal_writes_nothing(typed: Relais, kept: Callable[[], list[str]]) -> None:
    """And tells the same as the real thing."""
    before = kept()
    rehearsed = typed("items", "fix", 1, "--dry-run", "--json").document

    assert kept() == before
    assert rehearsed == typed("items", "fix", 1, "--json").document
    assert rehearsed["changes"][0] == {"field": "title", "before": "L'outil : un", "after": "L’outil\u00a0: un"}


def test_the_house_decides_how_its_words_are_written(typed: Relais) -> None:
    """What only a person can mend is said."""
    style = ("publications", "style", "--json")
    shown = typed(
        *style, "--term", "Charte de la diversité", "--acronym", "CNML=Conseil national", "--profile", "fr-FR-nbsp"
    )
    found = typed("items", "fix", 1, "--json").document

    assert shown.document == {
        "profile": "fr-FR-nbsp",
        "acronyms": {"CNML": "Conseil national"},
        "terms": ["Charte de la diversité"],
        "quoted": 0,
    }
    assert [alert["code"] for alert in found["alerts"]] == ["term"]
    assert found["changes"][-1]["after"].endswith("\u00a0»\u00a0!")


def test_what_the_house_knows_can_be_forgotten(typed: Relais) -> None:
    """And what it does not know cannot."""
    typed("publications", "style", "--term", "Relais", "--acronym", "ML=mission locale")
    shown = typed("publications", "style", "--forget", "Relais", "--forget", "ML", "--json").document
    refused = typed("publications", "style", "--forget", "Relais")

    assert (shown["terms"], shown["acronyms"]) == ([], {})
    assert refused.code == 2
    assert "Relais" in refused.err


@pytest.mark.parametrize("wrong", ["CNML", "=rien", "CNML= "])
def test_an_acronym_says_what_it_stands_for(typed: Relais, wrong: str) -> None:
    """One sentence tells the form."""
    refused = typed("publications", "style", "--acronym", wrong)

    assert refused.code == 2
    assert "SIGLE=développement" in refused.err


def test_a_text_that_is_quoted_is_never_mended(typed: Relais, tmp_path: Path) -> None:
    """The file is read once and kept."""
    (tmp_path / "convention.txt").write_text('La Charte de la Diversité : 10000 "oui" !', "utf-8")

    assert typed("publications", "style", "--quoted", "convention.txt", "--json").document["quoted"] == 1
    assert [one["field"] for one in typed("items", "fix", 1, "--json").document["changes"]] == ["title"]


@pytest.mark.parametrize(("file", "reason"), [("absent.txt", "lu"), ("picture.png", "UTF-8")])
def test_a_file_that_is_no_text_is_refused(typed: Relais, file: str, reason: str) -> None:
    """Nothing is kept."""
    refused = typed("publications", "style", "--quoted", file)

    assert refused.code == 2
    assert reason in refused.err
