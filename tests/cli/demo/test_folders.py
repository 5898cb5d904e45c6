"""The folder of a demo: what may be removed, and what may not."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.demo import errors, folders


def test_a_folder_that_no_demo_made_is_left_alone(tmp_path: Path) -> None:
    """It is refused in one French sentence, and nothing in it changes."""
    (tmp_path / "these.odt").write_text("dix ans de travail", "utf-8")
    with pytest.raises(errors.FolderRefused, match="autre chose qu’une démonstration"):
        folders.prepare(tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["these.odt"]


def test_a_former_demo_is_removed(tmp_path: Path) -> None:
    """All of it but the mark."""
    folders.prepare(tmp_path)
    (tmp_path / "relais.db").touch()
    (tmp_path / "boite").mkdir()
    folders.prepare(tmp_path)
    assert sorted(file.name for file in tmp_path.iterdir()) == [".demo", "fichiers"]


def test_a_link_is_removed_and_not_followed(tmp_path: Path) -> None:
    """What it leads to belongs to somebody else."""
    folders.prepare(tmp_path / "demo")
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "famille.png").touch()
    (tmp_path / "demo" / "album").symlink_to(tmp_path / "photos")
    folders.prepare(tmp_path / "demo")
    assert (tmp_path / "photos" / "famille.png").exists()


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    """In French, not in a traceback."""
    (tmp_path / "demo").touch()
    with pytest.raises(errors.FolderRefused):
        folders.prepare(tmp_path / "demo")
