"""An item that is exported comes back unchanged: every value, every sign, every picture."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from campaigns import errors
from campaigns.editorial import exporting, ingesting, items
from campaigns.editorial.models import Item
from cli import local_files
from cli.demo import articles
from runtime.installation import Installation
from templates import errors as template_errors
from templates.rich_text import nodes, prosemirror
from tests import pdfs

FULL = """---
type: event
title: "Forum : « Diversité » & <b>"
kicker: Drôme
intro: Un mardi sur deux
image: image.png
image_alt: ""
caption: La mairie
credit: Zoé Œuvrard
rights: Accord du 3 mai
link: https://forum.example/?a=1&b=2
link_label: S’inscrire
date: 2009-10-08T09:00
end: 2009-10-08T17:00
place: Strasbourg
territory: [departement:67, region:84]
for: [company]
commitments: []
author: Zoé
source: "Insee : 2008"
embargo: 2009-09-30
expires: 2009-10-09
meeting: "2"
---
+ 12 % d'embauches pour **{{ prenom | vous }}**, 5*3*2

- un
  1. _deux_

![](image.png)

| An | Nombre |
| --- | --- |
| 2008 | 2 500 |
"""


def kept(item: Item) -> dict[str, Any]:
    """Return everything that is kept of an item but when it came."""
    return item.model_dump(exclude={"id", "created_at"})


def brought(opened: Installation, files: list[Path]) -> list[Item]:
    """Bring files in, and return what is kept of them."""
    found = ingesting.bring(opened, map(local_files.submission, files), "test")
    assert [one.notes for one in found] == [()] * len(found)
    with opened.database.reading() as session:
        return [items.get(session, one.item.id) for one in found]


def written(item: Item, opened: Installation, file: Path) -> Path:
    """Export an item."""
    file.parent.mkdir(exist_ok=True)
    for name, content in exporting.files(item, opened.settings.data, file.name).items():
        (file.parent / name).write_bytes(content)
    return file


@pytest.fixture
def full(opened: Installation, tmp_path: Path) -> Item:
    """An item with a value everywhere."""
    articles.write(tmp_path)
    (tmp_path / "image.png").write_bytes((tmp_path / "forum.png").read_bytes())
    (tmp_path / "full.md").write_text(FULL, "utf-8")
    (item,) = brought(opened, [tmp_path / "full.md"])
    return item


@pytest.mark.parametrize("name", ["again.md", "again.html"])
def test_an_item_comes_back_as_it_was(opened: Installation, full: Item, tmp_path: Path, name: str) -> None:
    """From another folder, where nothing else lies."""
    (again,) = brought(opened, [written(full, opened, tmp_path / "out" / name)])

    assert kept(again) == kept(full)


@pytest.mark.parametrize("ending", ["md", "html"])
def test_every_article_of_the_demo_comes_back(opened: Installation, tmp_path: Path, ending: str) -> None:
    """All sixteen."""
    first = brought(opened, articles.write(tmp_path))
    files = [written(item, opened, tmp_path / "out" / f"{item.id}.{ending}") for item in first]

    assert list(map(kept, brought(opened, files))) == list(map(kept, first))


def test_a_page_holds_what_markdown_cannot_say(opened: Installation, full: Item, tmp_path: Path) -> None:
    """Merged cells, and a list in one."""
    inner = nodes.BulletList((nodes.ListItem((nodes.Paragraph((nodes.Text("a  b"),)),)),))
    body = nodes.Document((nodes.Table(((nodes.Cell((inner,), colspan=2),), (nodes.Cell(()), nodes.Cell(())))),))
    full.body = prosemirror.dump(body)
    with pytest.raises(template_errors.DocumentUnwritable):
        written(full, opened, tmp_path / "out" / "a.md")
    (again,) = brought(opened, [written(full, opened, tmp_path / "out" / "a.html")])

    assert prosemirror.parse(again.body) == body


def test_a_pdf_is_the_same_page_on_paper(
    opened: Installation, full: Item, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """With its picture, for a meeting."""
    file = written(full, opened, tmp_path / "out" / "a.pdf")

    assert caplog.records == []  # nothing that a person would be told
    assert b"/Subtype /Image" in pdfs.unpacked(file.read_bytes())


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("<main>", "<main><div>x</div>", "<div>"),
        ("</main>", "", "telle que Relais l’a écrite"),
        ('content="event"', 'content="cuisine"', "type d’article"),
        ("<ul>", "<script>x</script><ul>", "<script>"),
    ],
)
def test_a_page_that_somebody_changed_is_refused_with_its_line(
    opened: Installation, full: Item, tmp_path: Path, old: str, new: str, said: str
) -> None:
    """Nothing of it is guessed at."""
    file = written(full, opened, tmp_path / "out" / "a.html")
    page = file.read_text("utf-8")
    assert old in page
    file.write_text(page.replace(old, new, 1), "utf-8")

    with pytest.raises(errors.CampaignsError, match=f"a.html.*{said}"):
        brought(opened, [file])


def test_other_files_are_not_written(opened: Installation, full: Item, tmp_path: Path) -> None:
    """And the refusal names those that are."""
    with pytest.raises(errors.FileRefused, match=r"\.md, \.html, \.pdf"):
        written(full, opened, tmp_path / "out" / "a.docx")


def test_several_items_get_their_numbers_into_the_name(opened: Installation, full: Item) -> None:
    """Each once, with the pictures that go beside it; one alone is called as it was asked."""
    several = exporting.export(opened, [full.id or 0] * 2, "article.md")
    (alone,) = exporting.export(opened, [full.id or 0], "article.md")

    assert [one.name for one in several] == [f"article-{full.id}.md"]
    assert (alone.name, alone.pictures) == ("article.md", [full.image])


def test_nothing_is_exported_when_one_item_is_not_there(opened: Installation, full: Item) -> None:
    """Half of what was asked is nothing that was asked."""
    with pytest.raises(errors.UnknownItem, match="99"):
        exporting.export(opened, [full.id or 0, 99], "article.md")
