"""The e-mails are listed with their files, and exported so that they can be changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from templates import catalogue, errors, fingerprints


def test_every_folder_is_an_email_and_has_its_three_files() -> None:
    """Subject, HTML and text are siblings."""
    folders = {folder.name for folder in (fingerprints.HERE / "emails").iterdir()}
    assert folders == set(catalogue.EMAILS)
    assert [
        name
        for name in folders
        if {"subject.txt", "body.mjml", "body.txt"}
        - {file.name for file in (fingerprints.HERE / "emails" / name).iterdir()}
    ] == []


def test_every_block_and_layout_has_its_text() -> None:
    """What is shown is also written."""
    for folder in ("blocks", "layout"):
        files = [file for file in (fingerprints.HERE / folder).iterdir() if file.stem not in {"style", "masthead"}]
        assert {file.stem for file in files if file.suffix == ".mjml"} == {
            file.stem for file in files if file.suffix == ".txt"
        }


def test_an_override_is_named(tmp_path: Path) -> None:
    """Whoever wonders why a letter looks as it does."""
    (tmp_path / "layout").mkdir()
    (tmp_path / "layout" / "foot.mjml").write_text("x", "utf-8")
    assert {email.overridden for email in catalogue.listed(tmp_path)} == {("layout/foot.mjml",)}


def test_an_override_changes_the_fingerprint(tmp_path: Path) -> None:
    """An edition says what it was made with."""
    before = fingerprints.fingerprint("special", tmp_path)
    (tmp_path / "layout").mkdir()
    (tmp_path / "layout" / "foot.mjml").write_text("x", "utf-8")
    assert fingerprints.fingerprint("special", tmp_path) != before


def test_what_is_exported_is_what_is_in_force(tmp_path: Path) -> None:
    """An override is exported in the place of our file."""
    overrides = tmp_path / "templates"
    (overrides / "layout").mkdir(parents=True)
    (overrides / "layout" / "foot.mjml").write_text("à nous", "utf-8")
    contents = catalogue.contents("special", overrides)
    assert contents["layout/foot.mjml"] == "à nous".encode()
    assert {name.rpartition("/")[2] for name in contents} >= {"subject.txt", "body.mjml", "letter.mjml", "_parts.txt"}


def test_an_unknown_email_is_refused() -> None:
    """By its name."""
    with pytest.raises(errors.TemplateMissing, match="inconnu"):
        catalogue.contents("inconnu", Path("absent"))
