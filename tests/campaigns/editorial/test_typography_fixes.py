"""Mending an item: all that readers read, once, in the style of the publication."""

from __future__ import annotations

from pathlib import Path

import pytest

from campaigns import errors
from campaigns.editorial import ingesting, items, publications, typography_fixes
from campaigns.editorial.item_files import Submission
from campaigns.editorial.models import Item
from runtime.installation import Installation
from tests import cast

ARTICLE = """---
type: tool
title: "L'Etat : mode d'emploi"
intro: "Pour 10000 jeunes !"
link: https://etat.example/l'outil;1
---
Le 1 juin, l'**Etat** dit "oui" ; {{ prenom | l'ami }} !
"""


@pytest.fixture
def item(opened: Installation, tmp_path: Path) -> int:
    """An item as somebody typed it."""
    file = tmp_path / "article.md"
    file.write_text(ARTICLE, "utf-8")
    with opened.database.transaction() as session:
        publications.ensure(session)
        (added,) = cast.items(session, tmp_path, [file], opened.clock.now())
        return added.id or 0


def read(opened: Installation, item: int) -> Item:
    """Return the item as it is kept."""
    with opened.database.reading() as session:
        return items.get(session, item)


def test_every_field_and_the_body_are_mended(opened: Installation, item: int) -> None:
    """Addresses are not."""
    found = typography_fixes.mend(opened, item, "test")
    kept = read(opened, item)

    assert [field for field, _change in found.changes] == ["title", "intro", "body"]
    assert (kept.title, kept.intro) == ("L’État\u00a0: mode d’emploi", "Pour 10\u202f000 jeunes\u202f!")
    assert kept.link == "https://etat.example/l'outil;1"
    assert found.changes[-1][1].after == (
        "Le 1er\u00a0juin, l’État dit «\u00a0oui\u00a0»\u202f; {{ prenom | l'ami }}\u202f!"
    )


def test_a_second_time_there_is_nothing_to_mend(opened: Installation, item: int) -> None:
    """The row does not move either."""
    typography_fixes.mend(opened, item, "test")
    before = read(opened, item)

    assert typography_fixes.mend(opened, item, "test").changes == ()
    assert read(opened, item) == before


def test_looking_changes_nothing(opened: Installation, item: int) -> None:
    """It tells the same."""
    seen = typography_fixes.rehearse(opened, item)
    assert read(opened, item).title == "L'Etat : mode d'emploi"
    assert typography_fixes.mend(opened, item, "test") == seen


def test_an_item_that_does_not_exist_is_named(opened: Installation) -> None:
    """By its number."""
    with opened.database.transaction() as session:
        publications.ensure(session)
    with pytest.raises(errors.UnknownItem, match="12"):
        typography_fixes.mend(opened, 12, "test")


def test_one_change_is_accepted_and_the_others_wait(opened: Installation) -> None:
    """By its number, in a field or in the text."""
    text = "---\ntype: tool\ntitle: Un guide !\nintro: Trois pages ?\n---\nOui !\n\nNon ?\n"
    item = ingesting.bring(opened, [Submission("a.md", text.encode())], "shell:zoe")[0].item.id
    with opened.database.transaction() as session:
        cast.publish(session)
    left = typography_fixes.accept(opened, item, {1, 3}, "user:1")

    assert [(field, one.before) for field, one in left.changes] == [("title", "Un guide !"), ("body", "Oui !")]
    assert typography_fixes.accept(opened, item, range(9), "user:1").changes == ()
