"""Items come in from files, with the pictures that stand in their text."""

from __future__ import annotations

from pathlib import Path

import PIL.Image
import pytest

from campaigns import errors
from campaigns.editorial import editions, images, issues, items, letter_context, publications
from runtime.installation import Installation
from templates.rich_text import nodes, prosemirror
from tests import cast

HEAD = "---\ntype: tool\ntitle: Un outil\n---\n"


def added(opened: Installation, folder: Path, body: str) -> tuple[nodes.Block, ...]:
    """Bring an item in and return its body as it is kept."""
    PIL.Image.new("RGB", (4, 4), "teal").save(folder / "un été.png")
    (folder / "article.md").write_text(HEAD + body, "utf-8")
    with opened.database.transaction() as session:
        publications.ensure(session)
        (item,) = cast.items(session, folder, [folder / "article.md"], opened.clock.now())
        return prosemirror.parse(item.body).blocks


@pytest.mark.parametrize(
    ("said", "alt"), [("Un schéma", "Un schéma"), ("décorative", ""), ("Décorative", ""), ("", None), (" ", None)]
)
def test_a_picture_says_what_it_shows_or_that_it_shows_nothing(
    opened: Installation, tmp_path: Path, said: str, alt: str | None
) -> None:
    """What was forgotten is kept apart from what only decorates."""
    (picture,) = added(opened, tmp_path, f"![{said}](<un été.png>)")

    assert isinstance(picture, nodes.Image)
    assert picture.alt == alt
    assert (images.folder(tmp_path) / picture.src).is_file()


def test_readers_find_the_pictures_of_a_body(opened: Installation, tmp_path: Path) -> None:
    """At the address where Relais serves them."""
    (picture,) = added(opened, tmp_path, "![Un schéma](<un été.png>)")
    assert isinstance(picture, nodes.Image)
    with opened.database.transaction() as session:
        lines = issues.TitleLines("Un", "Deux")
        issue = issues.new(session, publications.chosen(session), lines, opened.clock.now())
        issues.add(session, issue.id or 0, [1], "tool")
        content = editions.snapshot(session, issue.id or 0, tmp_path, "https://lettre.example")
    (section,) = letter_context.letter_context(content).sections

    assert section.pieces[0].body.blocks == (nodes.Image(f"https://lettre.example/l/i/{picture.src}", "Un schéma", 4),)


@pytest.mark.parametrize("src", ["https://traceur.example/p.gif", "../un.png", "/etc/hosts"])
def test_a_picture_stands_beside_its_article(opened: Installation, tmp_path: Path, src: str) -> None:
    """A picture on another site would tell it who reads, and other files are nobody's business."""
    with pytest.raises(errors.ImageRefused, match="à côté"):
        added(opened, tmp_path, f"![Un]({src})")


def test_a_picture_that_is_missing_refuses_the_article(opened: Installation, tmp_path: Path) -> None:
    """Nothing half there."""
    with pytest.raises(errors.ImageRefused, match=r"absente\.png"):
        added(opened, tmp_path, "![Un](absente.png)")
    assert items.listed(opened) == []
