"""Issues: numbered, filled section by section, read in their own order."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from campaigns import errors
from campaigns.editorial import issues, publications
from campaigns.editorial.models import Section
from runtime.installation import Installation
from templates.errors import TextRefused
from tests import cast


def begin(opened: Installation, title: str = "Titre", like: int | None = None) -> int:
    """Begin an issue and return its id."""
    with opened.database.transaction() as session:
        lines = issues.TitleLines(title, title)
        return issues.new(session, publications.ensure(session), lines, opened.clock.now(), like).id or 0


def test_numbers_follow_each_other(opened: Installation) -> None:
    """And bear the day in Paris."""
    begin(opened)
    second = begin(opened)
    with opened.database.reading() as session:
        found = issues.get(session, second)

    assert (found.number, found.dated) == (2, date(2009, 9, 15))


def test_an_issue_can_take_the_order_of_another(opened: Installation) -> None:
    """The officer rearranges once."""
    first = begin(opened)
    order = [Section.AGENDA.value, Section.EDITORIAL.value]
    with opened.database.transaction() as session:
        issues.get(session, first).sections = order
    second = begin(opened, like=first)

    with opened.database.reading() as session:
        assert issues.get(session, second).sections == order


@pytest.mark.parametrize(
    ("title", "refused"), [(" ", errors.LineMissing), ("a\x07b", TextRefused), ("a\nb", TextRefused)]
)
def test_a_title_is_a_line_of_text(opened: Installation, title: str, refused: type[Exception]) -> None:
    """With at least a word in it."""
    with pytest.raises(refused):
        begin(opened, title)


def test_an_item_stands_once(opened: Installation, tmp_path: Path) -> None:
    """And the second time says where it is."""
    with opened.database.transaction() as session:
        cast.publish(session)
        made = cast.issue(session, opened, tmp_path)
        with pytest.raises(errors.AlreadyPlaced, match="Sur le terrain"):
            issues.add(session, made.id or 0, [1], "tool")


def test_only_sections_that_hold_something_show(opened: Installation, tmp_path: Path) -> None:
    """In the order of the issue."""
    with opened.database.transaction() as session:
        cast.publish(session)
        sections = issues.sections(session, cast.issue(session, opened, tmp_path))

    assert [section for section, _held in sections] == [Section.ACTIONS]


def test_a_section_that_does_not_exist_is_named(opened: Installation, tmp_path: Path) -> None:
    """With those that do."""
    with opened.database.transaction() as session:
        cast.publish(session)
        made = cast.issue(session, opened, tmp_path)
        with pytest.raises(errors.UnknownSection, match=r"météo.*editorial"):
            issues.add(session, made.id or 0, [], "météo")
