"""Files at the shell: read into values, written from them, and named when they cannot be."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Literal

import pytest

from campaigns import errors
from campaigns.editorial import documents
from cli import local_files
from templates import errors as template_errors


def test_a_file_that_is_too_heavy_is_read_no_further_than_tells_it(tmp_path: Path) -> None:
    """A film that somebody took for a brochure fills no memory."""
    with (tmp_path / "film.pdf").open("wb") as film:
        film.truncate(3 * documents.HEAVIEST)

    assert len(local_files.document(tmp_path / "film.pdf").content) == documents.HEAVIEST + 1


def test_a_picture_beside_an_article_is_read_when_it_is_asked_for(tmp_path: Path) -> None:
    """By the name that the article gives it, in a folder too."""
    (tmp_path / "images").mkdir()
    (tmp_path / "article.md").write_text("Texte")
    article = local_files.submission(tmp_path / "article.md")
    (tmp_path / "images" / "bus.png").write_bytes(b"bus")

    assert (article.name, article.content) == ("article.md", b"Texte")
    assert article.beside("images/bus.png") == b"bus"


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("asked", ["NFC", "NFD"])
def test_a_name_with_accents_is_found_however_they_are_stored(
    tmp_path: Path, form: Literal["NFC", "NFD"], asked: Literal["NFC", "NFD"]
) -> None:
    """MacOS stores « é » as two characters, and articles come from everywhere."""
    folder = tmp_path / unicodedata.normalize(form, "reçus")
    folder.mkdir()
    (folder / unicodedata.normalize(form, "été.png")).write_bytes(b"bus")
    (tmp_path / "article.md").write_text("Texte")
    article = local_files.submission(tmp_path / "article.md")

    assert article.beside(unicodedata.normalize(asked, "reçus/été.png")) == b"bus"


@pytest.mark.parametrize("name", ["a\0.png", f"{'a' * 300}.png"])
def test_a_name_that_no_disk_takes_is_refused(tmp_path: Path, name: str) -> None:
    """Like any other picture that is not there."""
    (tmp_path / "article.md").write_text("Texte")

    with pytest.raises(errors.ImageRefused):
        local_files.submission(tmp_path / "article.md").beside(name)


@pytest.mark.parametrize("name", ["../hors.png", "https://x.example/a.png", "/etc/hosts", "lien.png"])
def test_a_picture_elsewhere_is_not_read(tmp_path: Path, name: str) -> None:
    """A way that leads out of the folder is no way, a link that does neither."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (tmp_path / "hors.png").write_bytes(b"hors")
    (folder / "lien.png").symlink_to(tmp_path / "hors.png")
    (folder / "article.md").write_text("Texte")

    with pytest.raises(errors.ImageRefused, match="à côté de l’article"):
        local_files.submission(folder / "article.md").beside(name)


@pytest.mark.parametrize("name", ["absent.md", "dossier"])
def test_what_cannot_be_read_is_named(tmp_path: Path, name: str) -> None:
    """Whatever stands there instead."""
    (tmp_path / "dossier").mkdir()

    with pytest.raises(errors.FileRefused, match=name):
        local_files.submission(tmp_path / name)


def test_where_nothing_can_be_written_it_says_so(tmp_path: Path) -> None:
    """A file stands in the way."""
    (tmp_path / "article.md").write_text("Texte")

    with pytest.raises(errors.FileRefused, match="écriture impossible"):
        local_files.write(tmp_path / "article.md", {"letter.eml": b""})


def test_a_template_that_was_changed_is_not_overwritten(tmp_path: Path) -> None:
    """And nothing is half written."""
    contents = {"blocks/tool.txt": b"un", "layout/style.mjml": b"deux"}
    local_files.export(tmp_path, contents)
    (tmp_path / "layout" / "style.mjml").write_bytes(b"mon travail")
    (tmp_path / "blocks" / "tool.txt").unlink()

    with pytest.raises(template_errors.FileTaken, match=r"style\.mjml"):
        local_files.export(tmp_path, contents)
    assert local_files.templates(tmp_path) == {"layout/style.mjml": b"mon travail"}


def test_a_folder_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    """In a sentence."""
    (tmp_path / "fichier").write_text("")

    with pytest.raises(template_errors.FolderRefused):
        local_files.export(tmp_path / "fichier", {"layout/style.mjml": b""})
