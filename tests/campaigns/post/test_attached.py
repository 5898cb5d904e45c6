"""A publication may send its pictures along: then they stand in the letter, and nobody is asked for anything."""

from __future__ import annotations

import email
import email.policy
import re
from email.message import EmailMessage
from pathlib import Path

import PIL.Image
import pytest
from sqlmodel import select

from campaigns import errors
from campaigns.acting import launching
from campaigns.editorial import images, issues, looks, publications
from campaigns.editorial.models import Item
from runtime.installation import Installation
from tests import cast, proofs

ARTICLE = """---
type: tool
title: {title}
{target}image: {image}
image_alt: Un atelier
rights: accord écrit du 2 septembre 2009
---
Avant.

![Un plan](plan.png)

Après.
"""


@pytest.fixture
def issue(opened: Installation, tmp_path: Path) -> int:
    """Two articles with pictures, one of them for the Nord only; the publication sends pictures along."""
    for name, colour in (("drome.png", "#ff0000"), ("nord.png", "#00ff00"), ("plan.png", "#0000ff")):
        PIL.Image.new("RGB", (700, 300), colour).save(tmp_path / name)
    with opened.database.transaction() as session:
        cast.publish(session)
        cast.reader(session, opened, cast.ZOE, cast.organisation(session, "Brumevent", "26"))
        cast.reader(session, opened, cast.LOIC, cast.organisation(session, "Ombelle", "59"))
        publication = publications.chosen(session)
        looks.revise(session, opened.settings.data, publication, looks.LookChange(images="attached"))
        made = issues.new(session, publication, issues.TitleLines("N° 4", "N° 4"), opened.clock.now())
        for title, image, target in (("Un", "drome.png", ""), ("Deux", "nord.png", "territory: departement:59\n")):
            (tmp_path / "a.md").write_text(ARTICLE.format(title=title, image=image, target=target), "utf-8")
            added = cast.items(session, opened.settings.data, [tmp_path / "a.md"], opened.clock.now())
            issues.add(session, made.id or 0, [added[0].id or 0], "tool")
        return made.id or 0


def received(opened: Installation, issue_id: int, reader: str, folder: Path) -> EmailMessage:
    """Return what a reader would receive."""
    proofs.render(opened, issue_id, reader, folder / "out")
    return email.message_from_bytes((folder / "out" / "letter.eml").read_bytes(), policy=email.policy.default)


def pictures(message: EmailMessage) -> dict[str, bytes]:
    """Return the pictures that came with a letter, by what the HTML calls them."""
    parts = [part for part in message.walk() if part.get_content_maintype() == "image"]
    return {part["Content-ID"][1:-1]: part.get_content() for part in parts}


@pytest.mark.parametrize(("reader", "many"), [(cast.ZOE, 2), (cast.LOIC, 3)])
def test_a_letter_carries_the_pictures_that_it_shows(
    opened: Installation, issue: int, tmp_path: Path, reader: str, many: int
) -> None:
    """Each once, those of other readers' articles not at all; and it asks nobody for any."""
    message = received(opened, issue, reader, tmp_path)
    html = message.get_body(("html",))
    assert html is not None
    named = re.findall(r'src="cid:([^"]+)"', html.get_content())

    assert set(named) == set(pictures(message))
    assert len(pictures(message)) == many
    assert 'src="http' not in html.get_content()


def test_they_are_the_pictures_that_are_kept(opened: Installation, issue: int, tmp_path: Path) -> None:
    """Octet for octet."""
    found = pictures(received(opened, issue, cast.ZOE, tmp_path))
    data = opened.settings.data

    assert {images.content(data, name.partition("@")[0]) for name in found} == set(found.values())


def test_a_picture_of_a_body_is_no_wider_than_its_column(opened: Installation, issue: int, tmp_path: Path) -> None:
    """Outlook obeys the attribute only."""
    html = received(opened, issue, cast.ZOE, tmp_path).get_body(("html",))
    assert html is not None
    assert re.search(r'alt="Un plan" width="536"', html.get_content())


def test_a_picture_that_was_lost_keeps_the_letter_from_leaving(opened: Installation, issue: int) -> None:
    """It is named, before anybody gets a letter with a hole."""
    for file in images.folder(opened.settings.data).iterdir():
        file.unlink()

    assert "unsafe_letter" in {one.code for one in launching.check(opened, issue)}
    with pytest.raises(errors.IssueRefused):
        launching.launch(opened, launching.Order(issue), "test")


def test_rights_are_kept_with_the_article(opened: Installation, issue: int) -> None:
    """Who allowed it, for whoever asks."""
    with opened.database.reading() as session:
        assert {one.rights for one in session.exec(select(Item))} == {"accord écrit du 2 septembre 2009"}
