"""An article names the meeting at which its practice was found: by number or short name, and it must exist."""

from __future__ import annotations

import pytest

from campaigns import errors
from campaigns.editorial import ingesting, item_corrections, item_writing, items
from campaigns.editorial.item_files import Submission
from campaigns.partnership.meetings import listing
from runtime.errors import FieldRefused
from runtime.installation import Installation
from tests.campaigns.partnership.meetings import scene

ARTICLE = "---\ntype: good_practice\ntitle: Relire à deux\nmeeting: {}\n---\nUne conserverie relit ses offres.\n"


def brought(opened: Installation, meeting: str) -> int:
    """Bring an article in, and return its number."""
    file = Submission("pratique.md", ARTICLE.format(meeting).encode())
    return ingesting.bring(opened, [file], "test")[0].item.id


def said(opened: Installation, item: int) -> str:
    """Return what an article says of its meeting."""
    with opened.database.reading() as session:
        return items.get(session, item).meeting


def test_a_number_and_a_short_name_lead_to_the_meeting(bound: Installation) -> None:
    """Both are kept as the short name, which never changes; the meeting lists the article."""
    made = scene.exchange(bound)
    first, second = brought(bound, str(made.id)), brought(bound, made.name)

    assert [said(bound, one) for one in (first, second)] == [made.name, made.name]
    assert [one.item for one in listing.show(bound, made.id).practices] == [first, second]


def test_a_meeting_that_is_not_there_is_refused_with_its_line(bound: Installation) -> None:
    """From a file, at the command line, in the form; nothing is brought in."""
    made = scene.exchange(bound)
    with pytest.raises(errors.ItemRefused, match="ligne 4, meeting : il n’y a pas de rencontre « 99 »") as refused:
        brought(bound, "99")
    assert "echange-2010" in str(refused.value)

    item = brought(bound, made.name)
    with pytest.raises(FieldRefused, match="il n’y a pas de rencontre"):
        item_corrections.amend(bound, item, {"meeting": "echange-1910"}, "test")
    seen = item_writing.sheet(bound, item).version
    saved = item_writing.written(bound, item, {"meeting": "echange-1910"}, None, seen, "test")
    assert list(saved.refused) == ["meeting"]
    assert said(bound, item) == made.name
    assert item_corrections.amend(bound, item, {"meeting": ""}, "test")
    assert said(bound, item) == ""


def test_where_nobody_plans_meetings_the_words_stay(bound: Installation) -> None:
    """An article of another installation loses nothing."""
    assert said(bound, brought(bound, "Lyon 2008")) == "Lyon 2008"
