"""The look of a publication: chosen colour by colour, and never one that could not be read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import PIL.Image
import pytest

from campaigns import errors
from campaigns.editorial import looks, publications
from cli import disk
from runtime.database import Database
from runtime.installation import Installation
from templates import errors as template_errors
from templates import themes
from tests import cast, proofs


def changed(database: Database, data: Path, **asked: Any) -> dict[str, Any]:
    """Change the look and show it."""
    with database.transaction() as session:
        publication = publications.only(session)
        looks.change(session, data, publication, looks.Change(**asked))
        return looks.shown(publication)


def test_nothing_chosen_shows_the_theme_of_relais(database: Database, tmp_path: Path) -> None:
    """Every colour by its name, so that each can be chosen."""
    shown = changed(database, tmp_path)

    assert set(shown["colours"]) == set(themes.COLOURS)
    assert (shown["logo"], shown["images"]) == ("", "hosted")


def test_what_is_chosen_stays_chosen(database: Database, tmp_path: Path) -> None:
    """One colour after the other, until somebody begins anew."""
    changed(database, tmp_path, colours=("brand=#0b5d3b",))
    shown = changed(database, tmp_path, titles="verdana")
    again = changed(database, tmp_path, reset=True)

    assert (shown["colours"]["brand"], shown["titles"]) == ("#0b5d3b", themes.FONTS["verdana"])
    assert again["colours"]["brand"] == themes.Theme().brand


def test_a_colour_that_cannot_be_read_changes_nothing(database: Database, tmp_path: Path) -> None:
    """The ratio is told, the publication is as it was."""
    with pytest.raises(template_errors.ColoursRefused):
        changed(database, tmp_path, colours=("ink=#cccccc",))

    assert changed(database, tmp_path)["colours"]["ink"] == themes.Theme().ink


def test_a_colour_without_a_name_is_refused(database: Database, tmp_path: Path) -> None:
    """With an example."""
    with pytest.raises(errors.PublicationRefused, match="brand=#17406d"):
        changed(database, tmp_path, colours=("#17406d",))


def test_the_letter_wears_it(opened: Installation, tmp_path: Path) -> None:
    """Colours, fonts and logo, in the letter that leaves."""
    issue = cast.stage(opened, tmp_path)
    PIL.Image.new("RGB", (400, 100), "#0b5d3b").save(tmp_path / "logo.png")
    shown = changed(
        opened.database,
        opened.settings.data,
        colours=("brand=#0b5d3b",),
        titles="verdana",
        logo=disk.picture(tmp_path / "logo.png"),
    )
    proofs.render(opened, issue, cast.ZOE, tmp_path / "out")
    html = (tmp_path / "out" / "letter.html").read_text("utf-8")

    assert "color:#0b5d3b" in html
    assert "Verdana, Geneva, sans-serif" in html
    assert f"/l/i/{shown['logo']}" in html
