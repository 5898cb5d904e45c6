"""The checks of pages remember what is dear, see what changed, and never clear a launch."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from campaigns import errors
from campaigns.acting import launching
from campaigns.acting.audit_trail import sentences
from campaigns.checking import muting, people, reviewing
from campaigns.editorial import ingesting, item_corrections, outlines
from campaigns.editorial.item_files import Submission
from lists.models import Contact
from runtime.installation import Installation
from runtime.remembering import Memory
from tests import cast


@pytest.fixture
def issue(opened: Installation, tmp_path: Path) -> int:
    """An issue whose only item says nothing wrong."""
    return cast.stage(opened, tmp_path)


@contextmanager
def lists_read(opened: Installation) -> Iterator[list[str]]:
    """Note the statements meanwhile that read a whole list."""
    said: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_given: Any) -> None:
        if "JOIN subscription" in statement:
            said.append(statement)

    sa.event.listen(opened.database.engine, "before_cursor_execute", note)
    try:
        yield said
    finally:
        sa.event.remove(opened.database.engine, "before_cursor_execute", note)


def codes(opened: Installation, issue: int) -> list[str]:
    """Return what a page would show."""
    return [one.code for one in reviewing.whole(opened, issue)]


def spoil(opened: Installation) -> None:
    """Write a control character into a name, past every door."""
    with opened.database.transaction() as session:
        session.execute(sa.update(Contact).values(first_name="a\x07b"))


def test_a_list_is_read_once_while_somebody_writes(opened: Installation, issue: int) -> None:
    """A page of checks is opened after every change, and the list may be long."""
    assert codes(opened, issue) == []
    with lists_read(opened) as said:
        item_corrections.amend(opened, 1, {"title": 'Le "bus" [à compléter]'}, "test")
        assert codes(opened, issue) == ["left_over", "typography"]

    assert said == []


def test_a_reader_who_comes_is_counted_at_once(opened: Installation, issue: int) -> None:
    """A number is shown only when it is true."""
    assert codes(opened, issue) == []
    with opened.database.transaction() as session:
        cast.people(session, opened, ("anne@gmial.com",))

    assert codes(opened, issue) == ["doubtful_address"]


def test_what_nobody_recorded_is_seen_after_minutes_and_by_a_launch_at_once(
    opened: Installation, issue: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is remembered may be old; what leaves may not."""
    assert codes(opened, issue) == []
    spoil(opened)

    with pytest.raises(errors.IssueRefused):
        launching.launch(opened, launching.Order(issue), "test")
    assert "unsafe_reader" in [one.code for one in launching.check(opened, issue)]
    later = opened.clock.epoch() + timedelta(minutes=5, seconds=1).seconds
    monkeypatch.setattr(opened.clock, "epoch", lambda: later)
    assert codes(opened, issue) == ["unsafe_reader"]


def test_what_is_seen_in_an_article_stands_with_it_and_names_its_field(opened: Installation, issue: int) -> None:
    """The outline leads to where it is mended; it asks for no reader, and shows nothing that is muted."""
    item_corrections.amend(opened, 1, {"title": "Le bus [à compléter]"}, "test")
    with lists_read(opened) as said:
        found = reviewing.beside(opened, issue).items

    assert [(one.code, one.field, one.item) for one in found[1]] == [("left_over", "body", 1)]
    assert said == []
    muting.mute(opened, issue, "left_over", "test")
    assert reviewing.beside(opened, issue).items == {}


def test_a_sentence_about_several_articles_stands_with_each(opened: Installation, issue: int) -> None:
    """In its own words."""
    second = Submission("second.md", cast.ARTICLE.replace("Le bus de l’emploi", 'Un "bus"').encode())
    (added,) = ingesting.bring(opened, [second], "test")
    outlines.fill(opened, issue, [added.item.id], "actions", "test")
    item_corrections.amend(opened, 1, {"title": 'Le "car"'}, "test")
    found = reviewing.beside(opened, issue).items

    assert [(one.code, '"car"' in one.message) for one in found[1]] == [("typography", True)]
    assert [(one.code, '"bus"' in one.message) for one in found[added.item.id]] == [("typography", True)]


def test_a_memory_forgets_what_was_used_longest_ago() -> None:
    """It is bounded: a server runs for months."""
    memory: Memory[str] = Memory(2)
    made = [memory.get(key, lambda key=key: key) for key in ("a", "b", "a", "c")]  # type: ignore[misc]

    assert made == ["a", "b", "a", "c"]
    assert memory.get("a", lambda: "again") == "a"
    assert memory.get("b", lambda: "again") == "again"


def test_acts_of_writing_change_no_reader() -> None:
    """What the audit calls them decides whether the list is read again."""
    written = {act for topic in ("articles", "numeros") for act in sentences.TOPICS[topic][1]}
    of_readers = {act for act in written if not act.startswith(people.ELSEWHERE)}
    assert of_readers <= {"article.withdrawn"}
