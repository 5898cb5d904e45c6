"""A Word file becomes articles where the officer cuts it; no word is lost, however it is cut."""

from __future__ import annotations

import pytest

from campaigns import errors
from campaigns.editorial import item_errors, items, received_files
from runtime.files import File
from runtime.installation import Installation
from tests.campaigns.editorial.manuscripts import words


def file() -> File:
    """Return three titles, a picture without words, and text."""
    made = words.empty()
    for title in ("Le bus", "Le forum", "Le guide"):
        made.add_heading(title, 1)
        made.add_paragraph(f"Tout sur {title.lower()}.")
    made.add_picture(words.png())
    made.add_paragraph("Une longue suite. " * 8)
    return File("envoi.docx", words.saved(made))


def test_the_titles_of_the_file_are_the_first_cuts(opened: Installation) -> None:
    """Each is a draft; the file is gone afterwards."""
    key = received_files.keep(opened, file())
    shown = received_files.show(opened, key)
    starts = {number: "" for number, one in enumerate(shown.passages) if one.begins}
    picture = shown.pictures[0].src
    made = received_files.create(opened, key, starts, {picture: "Un carré vert"}, "user:1")

    assert [(one.item.title, one.item.state) for one in made] == [
        ("Le bus", "draft"), ("Le forum", "draft"), ("Le guide", "draft"),
    ]  # fmt: skip
    assert "Un carré vert" in str(items.show(opened, made[2].item.id).as_json()["body"])
    with pytest.raises(item_errors.ReceivedGone):
        received_files.show(opened, key)


def test_cuts_are_moved_and_joined(opened: Installation) -> None:
    """A title that begins nothing is an intertitre; a cut in the text keeps the text."""
    key = received_files.keep(opened, file())
    long = next(number for number, one in enumerate(received_files.show(opened, key).passages) if "suite" in one.words)
    made = received_files.create(opened, key, {2: "Un seul forum", long: "La suite"}, {}, "user:1")
    first, second = (items.show(opened, one.item.id) for one in made)

    assert [one.item.title for one in made] == ["Un seul forum", "La suite"]
    kept = ("Le bus", "Tout sur le bus.", "Tout sur le forum.", "Le guide")
    assert [word for word in kept if word not in first.text] == []
    assert second.text.count("suite.") == 8


@pytest.mark.parametrize("name", ["photo.jpg", "vide.docx", "vieux.doc"])
def test_what_is_no_manuscript_is_refused(opened: Installation, name: str) -> None:
    """Before anything is kept."""
    with pytest.raises(errors.FileRefused):
        received_files.keep(opened, File(name, words.saved(words.empty()) if name == "vide.docx" else b"x"))
    assert not (opened.settings.data / "received").exists()


@pytest.mark.parametrize("key", ["..", "0" * 32, "../../etc"])
def test_a_key_that_was_not_given_finds_nothing(opened: Installation, key: str) -> None:
    """Nor any other file."""
    with pytest.raises(item_errors.ReceivedGone):
        received_files.show(opened, key)
