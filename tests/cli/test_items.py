"""`relais items`, with the Word files that contributors send."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.campaigns.editorial.manuscripts import words
from tests.cli.conftest import Relais


@pytest.fixture
def sent(founded: Relais, tmp_path: Path) -> Relais:
    """Two actions in one file, in the folder."""
    document = words.empty()
    for title in ("Le bus de l’emploi", "Sept embauches"):
        document.add_heading(title, 1)
        words.put(document.add_paragraph("+ 12 % d'embauches"), "<w:r><w:rPr><w:vanish/></w:rPr><w:t>x</w:t></w:r>")
    (tmp_path / "drôme.docx").write_bytes(words.saved(document))
    return founded


def test_a_word_file_makes_the_items_that_its_titles_name(sent: Relais) -> None:
    """And what it lost is said, line by line."""
    said = sent("items", "add", "drôme.docx")

    assert said.code == 0
    assert "Le bus de l’emploi" in said.out
    assert "Sept embauches" in said.out
    assert "drôme.docx\u00a0: 2 passages masqués ne sont pas repris\n" in said.out


def test_scripts_are_told_the_same(sent: Relais) -> None:
    """The contract, and more."""
    first, second = sent("items", "add", "drôme.docx", "--json").document

    assert {key: first[key] for key in ("id", "type", "title")} == {
        "id": 1, "type": "local_mission_action", "title": "Le bus de l’emploi",
    }  # fmt: skip
    assert (second["id"], second["file"]) == (2, "drôme.docx")
    assert len(first["notes"]) == 2


def test_a_person_says_what_a_file_is(sent: Relais) -> None:
    """One article, a good practice."""
    (only,) = sent("items", "add", "drôme.docx", "--type", "good_practice", "--whole", "--json").document

    assert (only["type"], only["title"]) == ("good_practice", "Le bus de l’emploi")


@pytest.mark.parametrize("name", ["vieux.doc", "vieux.docx"])
def test_an_old_file_is_refused_with_what_to_do(sent: Relais, tmp_path: Path, name: str) -> None:
    """One sentence, and nothing comes in."""
    (tmp_path / name).write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600))
    said = sent("items", "add", "drôme.docx", name)

    assert (said.code, said.out) == (2, "")
    assert f"« {name} »" in said.err.replace("\u00a0", " ")
    assert "enregistrez-le au format .docx" in said.err
    assert sent("items", "list", "--json").document == []


def test_an_item_is_shown_as_it_reads(sent: Relais) -> None:
    """Title, values, then the text."""
    sent("items", "add", "drôme.docx")
    said = sent("items", "show", 1)

    assert said.code == 0
    assert said.out.startswith("Le bus de l’emploi\n══")
    assert "+ 12 % d'embauches" in said.out
    assert sent("items", "show", 1, "--json").document["body"]["type"] == "doc"
    assert sent("items", "show", 9).code == 2


def test_items_are_exported_one_a_file(sent: Relais, tmp_path: Path) -> None:
    """Several get their number into the name; a folder that is not there is one sentence."""
    sent("items", "add", "drôme.docx")
    (tmp_path / "out").mkdir()
    first, second = sent("items", "export", 1, 2, "-o", "out/article.md", "--json").document

    assert (first["file"], second["file"]) == ("out/article-1.md", "out/article-2.md")
    assert sent("items", "add", "out/article-1.md", "out/article-2.md").code == 0
    assert sent("items", "export", 1, "-o", "nowhere/article.md").code != 0
    assert sent("items", "export", 1, "-o", "article.odt").code == 2
