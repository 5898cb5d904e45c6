"""Everything that was entered is corrected at the shell, without entering it again."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Relais

TYPO = '---\ntype: tool\ntitle: Un guide plus cour\n---\nIl dit\u00a0: "oui" !\n'


@pytest.fixture
def entered(founded: Relais, tmp_path: Path) -> Relais:
    """Two articles, the first in an issue."""
    (tmp_path / "guide.md").write_text(TYPO, "utf-8")
    (tmp_path / "autre.md").write_text(TYPO.replace("guide", "kit"), "utf-8")
    founded("items", "add", "guide.md", "autre.md")
    founded("issues", "new", "--title", "La Lettre")
    founded("issues", "add", "1", "1", "--section", "tool")
    return founded


def test_an_article_is_edited_and_its_history_shown(entered: Relais, tmp_path: Path) -> None:
    """The issue has the new text; its officer sees both."""
    (tmp_path / "guide.md").write_text(TYPO.replace("cour", "court"), "utf-8")
    edited = entered("items", "edit", "1", "guide.md", "--json")
    shown = entered("items", "history", "1")

    assert (edited.code, edited.document["id"], edited.document["title"]) == (0, 1, "Un guide plus court")
    assert (
        entered("issues", "show", "1", "--json").document["sections"][0]["items"][0]["title"] == "Un guide plus court"
    )
    assert "− Un guide plus cour\n" in shown.out
    assert "+ Un guide plus court\n" in shown.out
    assert len(entered("items", "history", "1", "--json").document["versions"]) == 2


def test_a_field_is_set(entered: Relais) -> None:
    """Without a file."""
    assert entered("items", "set", "1", "rights=Accord du 3 mai", "kicker=").code == 0
    assert entered("items", "show", "1", "--json").document["rights"] == "Accord du 3 mai"
    assert entered("items", "set", "1", "rights").code == 2


def test_an_article_is_deleted_and_restored(entered: Relais) -> None:
    """One that an issue holds is not, and it is said which."""
    refused = entered("items", "delete", "1")
    deleted = entered("items", "delete", "2", "--json")

    assert (refused.code, "La Lettre" in refused.err) == (2, True)
    assert [one["id"] for one in deleted.document] == [2]
    assert [one["id"] for one in entered("items", "list", "--bin", "--json").document] == [2]
    assert "relais items restore 2" in entered("items", "show", "2").err
    assert entered("items", "restore", "2").code == 0
    assert [one["id"] for one in entered("items", "list", "--json").document] == [1, 2]


def test_an_issue_is_corrected(entered: Relais) -> None:
    """Lines, place, section."""
    entered("issues", "add", "1", "2", "--section", "tool")
    said = entered("issues", "set", "1", "--title", "Mai", "--preheader", "Au jardin", "--date", "2009-05-02", "--json")
    moved = entered("issues", "move", "1", "2", "--to", "1", "--json")

    assert [said.document[key] for key in ("title", "subject", "preheader", "date")] == [
        "Mai", "Mai", "Au jardin", "2009-05-02",
    ]  # fmt: skip
    assert [one["id"] for one in moved.document["sections"][0]["items"]] == [2, 1]
    assert entered("issues", "remove", "1", "1", "2", "--json").document["sections"] == []


def test_an_issue_has_a_design_of_its_own(entered: Relais) -> None:
    """Until it follows its publication again; an unknown one changes nothing else either."""
    usual = entered("issues", "show", "1", "--json").document
    own = entered("issues", "set", "1", "--design", "brief", "--json").document
    refused = entered("issues", "set", "1", "--title", "Juin", "--design", "tabloid")
    entered("publications", "set", "--design", "magazine")
    followed = entered("issues", "set", "1", "--design", "")

    assert ("design" in usual, own["design"], own["title"]) == (False, "brief", "La Lettre")
    assert (refused.code, "institutional, magazine, brief, cobranded" in refused.err) == (2, True)
    assert "présentation\u00a0: Magazine" in followed.out
    assert "Numéro 1 (id 1)\u00a0: La Lettre" in followed.out
    assert "présentation\u00a0: Magazine" in entered("publications", "look").out


def test_a_deleted_draft_gives_its_number_back(entered: Relais) -> None:
    """A typo in a title burns no number."""
    number = entered("issues", "new", "--title", "Fautte", "--json").document["number"]
    assert entered("issues", "delete", "2").code == 0
    assert "relais issues restore 2" in entered("issues", "show", "2").err
    again = entered("issues", "new", "--title", "Juste", "--json").document

    assert (again["number"], again["id"]) == (number, 3)
    assert entered("issues", "restore", "2", "--json").document["number"] == number + 1


def test_the_typography_of_an_issue_is_fixed_at_once(entered: Relais) -> None:
    """The check says by which command."""
    entered("issues", "add", "1", "2", "--section", "tool")
    checked = entered("issues", "check", "1", "--offline")
    fixed = entered("issues", "fix", "1")

    assert checked.out.count("relais issues fix 1") == 2
    assert "2 articles corrigés" in fixed.out
    assert "relais issues fix" not in entered("issues", "check", "1", "--offline").out
    assert entered("issues", "fix", "1").out.strip() == "Rien à corriger."
