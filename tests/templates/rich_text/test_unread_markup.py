"""Signs of form that were read as text are found."""

from __future__ import annotations

import pytest

from templates.rich_text import unread_markup


@pytest.mark.parametrize(
    ("line", "passages"),
    [
        ("Avant [guide](https://x.example/mon fichier.pdf).", ["[guide](https://x.example/mon fichier.pdf)"]),
        ("puis **gras ** et", ["**gras **"]),
        ("puis **gras et", ["**gras et"]),
        ("et <b>html</b>", ["<b>", "</b>"]),
        ('une <a href="x">page</a>', ['<a href="x">', "</a>"]),
        ("__souligné__", ["__souligné__"]),
        ("L&eacute;a&nbsp;!", ["&eacute;", "&nbsp;"]),
        ("### Titre", ["###"]),
        ("```", ["```"]),
    ],
)
def test_what_would_print_its_signs_is_shown(line: str, passages: list[str]) -> None:
    """As it stands there, to be found again."""
    assert unread_markup.found(line) == passages


@pytest.mark.parametrize(
    "line", ["5*3*2", "a < b et c > d", "# 1 des apprentis", "[1] et (2)", "R&D", "x_y_z", "***", "+ 12 %", "---"]
)
def test_what_people_type_for_itself_is_no_fault(line: str) -> None:
    """Nothing was lost there."""
    assert unread_markup.found(line) == []
