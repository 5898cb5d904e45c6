"""The look of a publication: chosen colour by colour, and never one that could not be read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import PIL.Image
import pytest

from campaigns.editorial import looks, publications
from cli import local_files
from runtime.installation import Installation
from templates import errors as template_errors
from templates import themes
from tests import cast, proofs


def changed(opened: Installation, **asked: Any) -> dict[str, Any]:
    """Change the look and show it."""
    with opened.database.transaction() as session:
        publications.ensure(session)
    return looks.change(opened, looks.LookChange(**asked), "test").as_json()


def test_nothing_chosen_shows_the_theme_of_relais(opened: Installation) -> None:
    """Every colour by its name, so that each can be chosen."""
    shown = changed(opened)

    assert set(shown["colours"]) == set(themes.COLOURS)
    assert (shown["logo"], shown["images"]) == ("", "hosted")


def test_what_is_chosen_stays_chosen(opened: Installation) -> None:
    """One colour after the other, until somebody begins anew."""
    changed(opened, colours=(("brand", "#0b5d3b"),))
    shown = changed(opened, titles="verdana")
    again = changed(opened, reset=True)

    assert (shown["colours"]["brand"], shown["titles"]) == ("#0b5d3b", themes.FONTS["verdana"])
    assert again["colours"]["brand"] == themes.Theme().brand


def test_a_colour_that_cannot_be_read_changes_nothing(opened: Installation) -> None:
    """The ratio is told, the publication is as it was."""
    with pytest.raises(template_errors.ColoursRefused):
        changed(opened, colours=(("ink", "#cccccc"),))

    assert changed(opened)["colours"]["ink"] == themes.Theme().ink


def test_the_letter_wears_it(opened: Installation, tmp_path: Path) -> None:
    """Colours, fonts and logo, in the letter that leaves."""
    issue = cast.stage(opened, tmp_path)
    PIL.Image.new("RGB", (400, 100), "#0b5d3b").save(tmp_path / "logo.png")
    logo = local_files.picture(tmp_path / "logo.png")
    shown = changed(opened, colours=(("brand", "#0b5d3b"),), titles="verdana", logo=logo)
    proofs.render(opened, issue, cast.ZOE, tmp_path / "out")
    html = (tmp_path / "out" / "letter.html").read_text("utf-8")

    assert "color:#0b5d3b" in html
    assert "Verdana, Geneva, sans-serif" in html
    assert f"/l/i/{shown['logo']}" in html


def test_a_design_is_that_of_every_issue(opened: Installation) -> None:
    """And needs no word as long as nobody chose one."""
    before = changed(opened)
    after = changed(opened, design="magazine")
    with pytest.raises(template_errors.DesignUnknown):
        changed(opened, design="tabloid")

    assert "design" not in before
    assert (after["design"], changed(opened)["design"]) == ("magazine", "magazine")
