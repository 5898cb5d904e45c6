"""An article that is there is corrected: its content, its fields; what it said before is kept."""

from __future__ import annotations

from pathlib import Path

import PIL.Image
import pytest

from campaigns import errors
from campaigns.acting import launching
from campaigns.editorial import editions, exporting, ingesting, item_corrections, item_versions, items, outlines
from campaigns.editorial.item_files import Submission
from campaigns.editorial.models import Edition
from runtime.errors import FieldRefused
from runtime.installation import Installation
from tests import cast
from tests.campaigns.editorial.manuscripts import words

TYPO = "---\ntype: tool\ntitle: Un guide plus cour\nrights: Anne Durand\n---\nTrois pages.\n"
RIGHT = "---\ntype: good_practice\ntitle: Un guide plus court\n---\nQuatre pages.\n"


def file(text: str) -> Submission:
    """Return a file of Markdown."""
    return Submission("guide.md", text.encode())


def added(opened: Installation) -> int:
    """Bring in the article with its typo."""
    return ingesting.bring(opened, [file(TYPO)], "shell:zoe")[0].item.id


def test_a_file_replaces_the_whole_content(opened: Installation) -> None:
    """What the new file does not say is no longer said; the number stays."""
    item = added(opened)
    found = item_corrections.replace_content(opened, item, file(RIGHT), "shell:zoe")
    shown = items.show(opened, item)

    assert (found.item.id, found.item.title, found.item.type) == (item, "Un guide plus court", "good_practice")
    assert (shown.text.strip(), "rights" in dict(shown.said)) == ("Quatre pages.", False)


def test_every_version_is_kept_with_what_it_changed(opened: Installation) -> None:
    """Who, and which words."""
    item = added(opened)
    item_corrections.replace_content(opened, item, file(RIGHT), "shell:zoe")
    item_corrections.amend(opened, item, {"rights": "Accord du 3 mai"}, "shell:ana")
    first, second, third = item_versions.history(opened, item).versions

    assert (first.actor, first.changes) == ("", ())
    assert second.actor == "shell:zoe"
    assert [(one.field, one.before, one.after) for one in second.changes if one.field in {"title", "body"}] == [
        ("title", "Un guide plus cour", "Un guide plus court"), ("body", "Trois pages.", "Quatre pages."),
    ]  # fmt: skip
    assert [(one.field, one.before, one.after) for one in third.changes] == [("rights", "", "Accord du 3 mai")]


def test_an_article_that_nobody_changed_has_one_version(opened: Installation) -> None:
    """And the same file again makes no second."""
    item = added(opened)
    item_corrections.replace_content(opened, item, file(TYPO), "shell:zoe")

    assert [one.number for one in item_versions.history(opened, item).versions] == [1]


def test_bold_alone_is_a_change_too(opened: Installation) -> None:
    """It shows no other word."""
    item = added(opened)
    item_corrections.replace_content(opened, item, file(TYPO.replace("Trois", "**Trois**")), "shell:zoe")
    (change,) = item_versions.history(opened, item).versions[1].changes

    assert change.field == "body"
    assert "bold" in change.after


def test_a_picture_that_is_there_need_not_be_given_again(opened: Installation, tmp_path: Path) -> None:
    """The exported text is corrected, and given back alone."""
    PIL.Image.new("RGB", (8, 8), "teal").save(tmp_path / "bus.png")
    text = TYPO.replace("---\nTrois", "image: bus.png\nimage_alt: Un bus\n---\nTrois")
    source = Submission("guide.md", text.encode(), lambda name: (tmp_path / name).read_bytes())
    item = ingesting.bring(opened, [source], "shell:zoe")[0].item.id
    exported = exporting.export(opened, [item], "guide.md")
    (content,) = [raw for one in exported for name, raw in one.files.items() if name.endswith(".md")]
    item_corrections.replace_content(opened, item, Submission("guide.md", content.replace(b"cour", b"court")), "zoe")
    shown = dict(items.show(opened, item).said)

    assert (shown["title"], shown["image_alt"]) == ("Un guide plus court", "Un bus")


def test_a_word_file_that_says_no_type_leaves_it(opened: Installation) -> None:
    """A tool stays a tool."""
    document = words.empty()
    document.add_heading("Un guide", 1)
    document.add_paragraph("Cinq pages.")
    item = added(opened)
    found = item_corrections.replace_content(opened, item, Submission("g.docx", words.saved(document)), "shell:zoe")

    assert (found.item.type, found.item.title) == ("tool", "Un guide")


def test_a_file_of_several_articles_replaces_none(opened: Installation) -> None:
    """Which of them was meant?"""
    document = words.empty()
    for title in ("Un", "Deux"):
        document.add_heading(title, 1)
        document.add_paragraph("Texte.")
    item = added(opened)

    with pytest.raises(errors.FileRefused, match="2 articles"):
        item_corrections.replace_content(opened, item, Submission("g.docx", words.saved(document)), "shell:zoe")
    assert items.show(opened, item).text.strip() == "Trois pages."


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("titre", "x"),
        ("image", "a.png"),
        ("title", " "),
        ("title", "x" * 81),
        ("link", "javascript:x"),
        ("end", "2009-01-01"),
    ],
)
def test_a_field_that_cannot_be_used_is_refused(opened: Installation, key: str, value: str) -> None:
    """By the rules of its file, and nothing of the rest is set."""
    item = added(opened)
    item_corrections.amend(opened, item, {"date": "2010-01-01"}, "shell:zoe")

    with pytest.raises(FieldRefused, match=key):
        item_corrections.amend(opened, item, {"rights": "Autre", key: value}, "shell:zoe")
    assert dict(items.show(opened, item).said)["rights"] == "Anne Durand"


def test_what_was_launched_stays_what_it_was(opened: Installation, tmp_path: Path) -> None:
    """Its words and its hash, whatever is corrected afterwards."""
    issue = cast.stage(opened, tmp_path)
    launched = launching.launch(opened, launching.Order(issue), "shell:zoe")
    (item, *_others) = [placed.id for _key, held in outlines.show(opened, issue).sections for placed in held]
    before = items.show(opened, item).entry.title
    item_corrections.amend(opened, item, {"title": "Tout autre chose"}, "shell:zoe")
    with opened.database.reading() as session:
        frozen, row = editions.read(session, launched.edition_id), session.get_one(Edition, launched.edition_id)

    assert before in [one.title for one in frozen.items]
    assert frozen.sha256 == row.sha256 == launched.edition_sha256
