"""Titles make items; a text without them is one."""

from __future__ import annotations

import pytest

from campaigns.editorial.manuscripts import item_building, manuscript
from campaigns.editorial.manuscripts.manuscript import Footnote, Manuscript, Part, Subtitle, Title
from campaigns.editorial.manuscripts.remarks import Doubt
from campaigns.editorial.models import ItemType
from runtime.remedies import Remark
from templates.rich_text import nodes
from tests.campaigns.editorial.manuscripts import words


def line(text: str) -> tuple[nodes.Inline, ...]:
    """Return a line of plain text."""
    return (nodes.Text(text),)


def text(said: str) -> nodes.Paragraph:
    """Return a paragraph of plain text."""
    return nodes.Paragraph(line(said))


def title(level: int, said: str) -> Title:
    """Return a title."""
    return Title(level, line(said))


def composed(*parts: Part, whole: bool = False) -> list[tuple[str, list[str]]]:
    """Return the title and the words of each item."""
    made, _notes = item_building.composed(Manuscript(parts), "fichier_v2", None, whole=whole)
    return [(one.values["title"], [words.said(block) for block in one.body.blocks]) for one in made]


def test_each_title_of_the_first_rank_begins_an_item() -> None:
    """Those below are intertitres; that of the whole, with nothing under it, is left out."""
    parts = (title(0, "Juin"), title(1, "Un"), text("a"), title(2, "Détail"), text("b"), title(1, "Deux"), text("c"))

    assert composed(*parts) == [("Un", ["a", "Détail", "b"]), ("Deux", ["c"])]


def test_a_file_may_be_taken_whole() -> None:
    """Its title is that of the whole, and every other is an intertitre."""
    parts = (title(0, "Juin"), title(1, "Un"), text("a"), title(2, "Deux"))

    assert composed(*parts, whole=True) == [("Juin", ["Un", "a", "Deux"])]
    assert composed(title(1, "Un"), text("a"), title(1, "Deux"), whole=True) == [("Un", ["a", "Deux"])]


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        ("Le bus de l’emploi", ("Le bus de l’emploi", ["suite"])),
        ("Bonjour,", ("fichier_v2", ["Bonjour,", "suite"])),
        ("Nous étions vingt.", ("fichier_v2", ["Nous étions vingt.", "suite"])),
        ("x" * 81, ("fichier_v2", ["x" * 81, "suite"])),
    ],
)
def test_a_text_without_titles_is_one_item(first: str, expected: tuple[str, list[str]]) -> None:
    """Its first line is its title when it looks like one; a greeting does not."""
    assert composed(text(first), text("suite")) == [expected]


def test_notes_close_their_item_and_a_subtitle_is_its_chapo() -> None:
    """A subtitle further down is text."""
    note = Footnote("[1]", line("b"))
    parts = (title(1, "Un"), Subtitle(line("En bref")), text("a[1]"), note, text("c"))
    made, _notes = item_building.composed(Manuscript(parts), "x", None, whole=False)

    assert made[0].values["intro"] == "En bref"
    assert [words.said(block) for block in made[0].body.blocks] == ["a[1]", "c", "[1] b"]


def test_lines_with_a_label_are_what_they_say() -> None:
    """Contributors are sent six lines to fill in."""
    parts = (
        text("Titre : Forum Diversité"), text("Rubrique : Agenda"), text("Chapô : Entrée libre"),
        text("Date : jeudi 8 octobre 2009, 9 h-17 h"), text("Lieu : Strasbourg"), text("Le texte. Lieu : ici"),
    )  # fmt: skip
    (made,), notes = item_building.composed(Manuscript(parts), "x", None, whole=False)

    assert made.values == {
        "type": "event", "title": "Forum Diversité", "intro": "Entrée libre", "place": "Strasbourg",
        "starts": "2009-10-08T09:00+02:00", "ends": "2009-10-08T17:00+02:00",
    }  # fmt: skip
    assert [words.said(block) for block in made.body.blocks] == ["Le texte. Lieu : ici"]
    assert notes == ()


def test_a_table_of_labels_is_read_as_they_are() -> None:
    """Many forms are tables."""
    rows = (("Titre", "Un"), ("Surtitre :", "Drôme"), ("Auteur", "Zoé Œuvrard, directrice"))
    table = nodes.Table(tuple(tuple(nodes.Cell((text(said),)) for said in row) for row in rows))
    (made,), _notes = item_building.composed(Manuscript((table, text("a"))), "x", None, whole=False)

    assert made.values | {"type": ""} == {
        "type": "", "title": "Un", "intro": "", "kicker": "Drôme", "author": "Zoé Œuvrard, directrice",
    }  # fmt: skip


@pytest.mark.parametrize(
    "said",
    [
        "Rubrique : Cuisine", "Date : 8 octobre 2009", "Lieu : Strasbourg", "Lien : notre site",
        "Territoire : la Drôme",
        "Chapô : " + "x" * 301,
    ],
)  # fmt: skip
def test_what_cannot_be_used_as_it_stands_stays_text_and_is_said(said: str) -> None:
    """A day or a place would not be printed elsewhere than in an event; nothing may disappear."""
    (made,), notes = item_building.composed(Manuscript((title(1, "Un"), text(said))), "x", None, whole=False)

    assert [words.said(block) for block in made.body.blocks] == [said]
    assert any("reste dans le texte" in note.sentence for note in notes)


def test_an_event_on_a_day_of_another_name_keeps_its_line() -> None:
    """8 October 2009 was a Thursday: a person must look."""
    parts = (title(1, "Un"), text("Date : lundi 8 octobre 2009"), text("a"))
    (made,), _notes = item_building.composed(Manuscript(parts), "x", ItemType.EVENT, whole=False)

    assert "starts" not in made.values
    assert words.said(made.body.blocks[0]) == "Date : lundi 8 octobre 2009"


def test_what_somebody_says_the_items_are_holds() -> None:
    """Over the section that the file names; without either it is an action, and that is said."""
    parts = (title(1, "Un"), text("Rubrique : Agenda"), text("a"))
    (made,), notes = item_building.composed(Manuscript(parts), "x", ItemType.TOOL, whole=False)
    (usual,), told = item_building.composed(Manuscript((title(1, "Un"), text("a"))), "x", None, whole=False)

    assert (made.values["type"], notes) == ("tool", ())
    assert usual.values["type"] == "local_mission_action"
    assert told == (Remark("type supposé : action locale", Doubt.TYPE),)


@pytest.mark.parametrize(("parts", "said"), [((), "aucun texte"), ((title(1, "x" * 90), text("a")), "80 au plus")])
def test_what_makes_no_item_is_refused(parts: tuple[Part, ...], said: str) -> None:
    """Nothing, or a title that no letter has room for."""
    with pytest.raises(manuscript.Unreadable, match=said):
        item_building.composed(Manuscript(parts), "x", None, whole=False)
