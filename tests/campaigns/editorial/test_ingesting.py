"""Word files are imported as items with their pictures, either all of them or not at all."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
from docx.document import Document
from docx.shared import Cm
from sqlmodel import select

from campaigns import errors
from campaigns.editorial import images, ingesting, items
from campaigns.editorial.ingesting import Brought
from campaigns.editorial.item_files import Wishes
from campaigns.editorial.models import Item, ItemType
from cli import local_files
from runtime.installation import Installation
from templates.rich_text import nodes, prosemirror
from tests.campaigns.editorial.manuscripts import words


def brought(opened: Installation, files: list[Path], wishes: Wishes | None = None) -> list[Brought]:
    """Bring files in."""
    return ingesting.bring(opened, map(local_files.submission, files), "test", wishes or Wishes())


def row(opened: Installation, found: Brought) -> Item:
    """Return what is kept of an item."""
    with opened.database.reading() as session:
        return items.get(session, found.item.id)


def written(folder: Path, document: Document, name: str = "action.docx") -> Path:
    """Write a document down."""
    file = folder / name
    file.write_bytes(words.saved(document))
    return file


@pytest.fixture
def illustrated(tmp_path: Path) -> Path:
    """A contribution with a photograph."""
    document = words.empty()
    document.add_heading("Le bus de l’emploi", 1)
    document.add_picture(words.png(), Cm(3))
    document.inline_shapes[0]._inline.docPr.set("descr", "Le bus")
    document.add_paragraph("Un mardi sur deux.")
    return written(tmp_path, document)


def test_a_contribution_becomes_an_action_with_its_picture(opened: Installation, illustrated: Path) -> None:
    """The picture is made anew and kept like every other; what an item serves is for the convention in force to say."""
    (found,) = brought(opened, [illustrated])
    picture, paragraph = prosemirror.parse(row(opened, found).body).blocks

    assert isinstance(picture, nodes.Image)
    assert picture.alt == "Le bus"
    assert (images.folder(opened.settings.data) / picture.src).is_file()
    assert paragraph == nodes.Paragraph((nodes.Text("Un mardi sur deux."),))
    assert (found.item.type, row(opened, found).commitments) == ("local_mission_action", [])


def test_a_picture_that_cannot_be_kept_is_left_out_and_said(opened: Installation, illustrated: Path) -> None:
    """A photograph that broke on the way does not stop an article."""
    media = {"word/media/image1.png": b"\x89PNG\r\n\x1a\nbroken"}
    illustrated.write_bytes(words.repacked(illustrated.read_bytes(), media))
    (found,) = brought(opened, [illustrated], Wishes(ItemType.TOOL))

    assert len(prosemirror.parse(row(opened, found).body).blocks) == 1
    (note,) = map(str, found.notes)
    assert "Image «\u00a0image1.png\u00a0»\u00a0: ce fichier PNG est incomplet" in note
    assert note.endswith("elle n’est pas reprise")


def test_nothing_comes_in_when_one_file_cannot(opened: Installation, illustrated: Path, tmp_path: Path) -> None:
    """Neither items nor pictures."""
    (tmp_path / "vieux.doc").write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600))
    with pytest.raises(errors.FileRefused, match=r"vieux\.doc.*\.docx"):
        brought(opened, [illustrated, tmp_path / "vieux.doc"])

    with opened.database.reading() as session:
        assert session.exec(select(Item)).all() == []
    assert not images.folder(opened.settings.data).exists()


def test_nothing_of_word_or_its_people_is_kept(opened: Installation, tmp_path: Path) -> None:
    """Neither in the row, nor anywhere in what is stored of it."""
    document = words.empty()
    document.core_properties.author = "Zoé Œuvrard"
    paragraph = document.add_paragraph("Visible")
    document.add_comment(paragraph.runs, "À revoir", "Zoé Œuvrard", "ZO")
    words.put(paragraph, '<w:del w:id="2" w:author="Zoé Œuvrard"><w:r><w:delText>supprimé</w:delText></w:r></w:del>')
    (found,) = brought(opened, [written(tmp_path, document)])

    assert row(opened, found).body == prosemirror.dump(nodes.Document((nodes.Paragraph((nodes.Text("Visible"),)),)))
    assert not any(said in str(row(opened, found).model_dump()) for said in ("Zoé", "revoir", "supprimé", "w:", "mso"))


def test_what_was_copied_comes_in_as_items(opened: Installation) -> None:
    """The same way as a file; a picture that is in the text comes with it."""
    data = base64.b64encode(words.png().getvalue()).decode()
    image = f"<img alt='Le bus' src='data:image/png;base64,{data}'>"
    html = f"<h1>Un</h1><p class=MsoNormal>a<o:p></o:p></p><h1>Deux</h1>{image}"
    found = ingesting.paste(opened, html, "test")
    made = [(one.item.title, prosemirror.parse(row(opened, one).body).blocks) for one in found]

    assert made[0] == ("Un", (nodes.Paragraph((nodes.Text("a"),)),))
    (picture,) = made[1][1]
    assert isinstance(picture, nodes.Image)
    assert (images.folder(opened.settings.data) / picture.src).is_file()


def test_a_page_that_was_saved_finds_its_pictures_beside_it(opened: Installation, tmp_path: Path) -> None:
    """« Page web » of Word puts them into a folder; one that is gone is said."""
    (tmp_path / "bus_fichiers").mkdir()
    (tmp_path / "bus_fichiers" / "image 1.png").write_bytes(words.png().getvalue())
    html = '<h1>Un</h1><p>a</p><img src="bus_fichiers/image%201.png" alt="Le bus"><img src="../x.png" alt="x">'
    (tmp_path / "bus.htm").write_text(html, "utf-8")
    (found,) = brought(opened, [tmp_path / "bus.htm"], Wishes(ItemType.TOOL))

    assert [type(block).__name__ for block in prosemirror.parse(row(opened, found).body).blocks] == [
        "Paragraph",
        "Image",
    ]
    assert [str(note) for note in found.notes] == [
        "Image « ../x.png » : elle doit se trouver à côté de l’article : elle n’est pas reprise"
    ]
