"""The newsroom finds an article by any of its words, and sees what each lacks."""

from __future__ import annotations

from campaigns.checking import item_lacks, item_listing
from campaigns.checking.item_listing import Stage
from campaigns.editorial import ingesting, item_corrections, item_writing, recycling
from campaigns.editorial.item_files import Submission
from runtime.installation import Installation

WHOLE = "---\ntype: tool\ntitle: Un guide\nintro: Trois pages.\n---\nPour les employeurs.\n"
BARE = "---\ntype: event\ntitle: Forum de l’été\n---\nÀ l’Œuvre : XX.\n"


def bring(opened: Installation, text: str) -> int:
    """Bring an article in."""
    return ingesting.bring(opened, [Submission("a.md", text.encode())], "shell:zoe")[0].item.id


def test_an_article_is_found_by_its_words_without_accents(opened: Installation) -> None:
    """Title and body; every word counts; what changed is found as it is now."""
    guide, forum = bring(opened, WHOLE), bring(opened, BARE)
    found = item_listing.listed(opened, "ete oeuvre")
    item_corrections.amend(opened, guide, {"title": "Un carnet d’été"}, "shell:zoe")

    assert [one.entry.id for one in found.lines] == [forum]
    assert [one.entry.id for one in item_listing.listed(opened, "ÉTÉ").lines] == [forum, guide]
    assert item_listing.listed(opened, "guide").lines == ()
    assert item_listing.listed(opened, "100 %_").lines == ()


def test_each_stage_has_its_count(opened: Installation) -> None:
    """The sum is what is listed; the bin is apart."""
    bring(opened, WHOLE)
    forum = bring(opened, BARE)
    draft = item_writing.blank(opened, "user:1").entry.id
    recycling.delete_items(opened, [bring(opened, WHOLE)], "user:1")
    found = item_listing.listed(opened)

    assert found.counts == {Stage.DRAFT: 1, Stage.LACKING: 1, Stage.READY: 1, Stage.PUBLISHED: 0}
    assert (found.total, found.binned, len(found.lines)) == (3, 1, 3)
    assert [one.entry.id for one in item_listing.listed(opened, stage=Stage.LACKING).lines] == [forum]
    assert [one.entry.id for one in item_listing.listed(opened, stage=Stage.DRAFT).lines] == [draft]
    assert [one.stage for one in item_listing.listed(opened, binned=True).lines] == [Stage.READY]


def test_pages_follow_one_another(opened: Installation) -> None:
    """A page that does not exist is the last one."""
    for _number in range(item_listing.PAGE + 2):
        item_writing.blank(opened, "user:1")
    second = item_listing.listed(opened, page=9)
    assert (second.page, second.pages, len(second.lines), second.found) == (2, 2, 2, item_listing.PAGE + 2)


def test_what_an_article_lacks_is_said_at_its_field(opened: Installation) -> None:
    """The rules of the issue are asked, not written again."""
    found = item_lacks.of(opened, bring(opened, BARE))
    assert [(one.field, one.sentence[:24]) for one in found] == [
        ("date", "Il manque la date de l’é"), ("place", "Il manque le lieu, ou «\u00a0"),
        ("body", "«\u00a0XX\u00a0» est resté dans le"),
    ]  # fmt: skip
