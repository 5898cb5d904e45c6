"""Beginning from the last issue: its lines are asked anew, and what is taken over is marked until somebody looks."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from campaigns.acting import launching
from campaigns.editorial import item_corrections, outlines, taking_over
from campaigns.editorial.issues import TitleLines
from runtime.errors import FieldRefused
from runtime.installation import Installation
from tests import cast

LINES = TitleLines("Cinq", "La Lettre n°\u00a05")
DAY = date(2009, 10, 6)


def marked(opened: Installation, issue: int) -> dict[int, str]:
    """Return what is still as it was taken over."""
    with opened.database.reading() as session:
        return taking_over.untouched(session, issue)


def warned(opened: Installation, issue: int) -> list[int | None]:
    """Return the items that the check names."""
    return [one.item for one in launching.check(opened, issue) if one.code == "taken_over"]


def test_what_is_taken_over_is_marked_until_somebody_touches_it(opened: Installation, tmp_path: Path) -> None:
    """The article of last month does not leave a second time unseen; the last issue keeps its own."""
    first = cast.stage(opened, tmp_path)
    begun = taking_over.begin(opened, LINES, DAY, "test", keep=[1])
    copy = begun.sections[0][1][0].id

    assert (begun.number, begun.dated, begun.sections[0][0].value) == (5, DAY, "actions")
    assert copy != 1
    assert marked(opened, begun.id) == {copy: "n°\u00a04"}
    assert warned(opened, begun.id) == [copy]

    item_corrections.amend(opened, copy, {"intro": "Depuis septembre, deux mardis sur trois."}, "test")

    assert marked(opened, begun.id) == {}
    assert warned(opened, begun.id) == []
    assert outlines.show(opened, first).sections[0][1][0].title.startswith("Le bus")


def test_what_is_right_as_it_is_can_be_confirmed(opened: Installation, tmp_path: Path) -> None:
    """The mark is a question, and this is its answer."""
    cast.stage(opened, tmp_path)
    begun = taking_over.begin(opened, LINES, DAY, "test", keep=[1])
    taking_over.accept(opened, begun.id, begun.sections[0][1][0].id, "test")

    assert marked(opened, begun.id) == {}


def test_subject_and_date_are_asked_anew(opened: Installation, tmp_path: Path) -> None:
    """Nobody sends the subject of last month; the last ones are shown as a model."""
    cast.stage(opened, tmp_path)
    known = taking_over.upcoming(opened)
    with pytest.raises(FieldRefused, match="objet"):
        taking_over.begin(opened, TitleLines("Cinq", " "), DAY, "test")
    with pytest.raises(FieldRefused, match="date"):
        taking_over.begin(opened, LINES, None, "test")

    assert known.number == 5
    assert known.last is not None
    assert known.last.subject == "La Lettre n°\u00a04\u00a0: recruter sans CV"
    assert len(outlines.listed(opened)) == 1


def test_an_article_moves_one_step_and_stays_at_the_end(opened: Installation, tmp_path: Path) -> None:
    """« Monter » on the first one is no error."""
    issue = cast.stage(opened, tmp_path)
    begun = taking_over.begin(opened, LINES, DAY, "test", keep=[1])
    second = begun.sections[0][1][0].id
    outlines.fill(opened, issue, [second], "actions", "test")

    def order(outline: outlines.Outline) -> list[int]:
        return [one.id for one in outline.sections[0][1]]

    assert order(taking_over.step(opened, issue, second, -1, "test")) == [second, 1]
    assert order(taking_over.step(opened, issue, second, -1, "test")) == [second, 1]
    assert order(taking_over.step(opened, issue, second, 1, "test")) == [1, second]
