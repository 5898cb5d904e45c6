"""A warning that somebody looked at is not shown again: in one issue, or in all."""

from __future__ import annotations

from pathlib import Path

import pytest

from campaigns import errors
from campaigns.acting import launching
from campaigns.checking import muting
from campaigns.editorial import issues, publications
from campaigns.editorial.models import Issue
from runtime.installation import Installation
from tests import cast

CODE = "preheader_repeats"


@pytest.fixture
def repeating(opened: Installation, tmp_path: Path) -> Installation:
    """Two issues whose preheaders say what their subjects say."""
    cast.stage(opened, tmp_path)
    with opened.database.transaction() as session:
        repeat(session.get_one(Issue, 1))
        made = issues.new(session, publications.chosen(session), issues.TitleLines("Cinq", "Cinq"), opened.clock.now())
        repeat(made)
    return opened


def repeat(issue: Issue) -> None:
    """Make the preheader say what the subject says."""
    issue.preheader = issue.subject


def muted(opened: Installation, issue: int) -> list[bool]:
    """Return whether the findings of the warning are muted."""
    return [one.muted for one in launching.check(opened, issue) if one.code == CODE]


def mute(opened: Installation, *, always: bool) -> muting.Muted:
    """Mute the warning in issue 1, or in all."""
    return muting.mute(opened, 1, CODE, "test", always=always)


@pytest.mark.parametrize(("always", "elsewhere"), [(False, [False]), (True, [True])])
def test_a_muted_warning_is_marked(repeating: Installation, *, always: bool, elsewhere: list[bool]) -> None:
    """Here, and everywhere when it is muted for good."""
    mute(repeating, always=always)

    assert muted(repeating, 1) == [True]
    assert muted(repeating, 2) == elsewhere


@pytest.mark.parametrize("always", [True, False])
def test_it_can_be_heard_again(repeating: Installation, *, always: bool) -> None:
    """As if nobody had said anything."""
    mute(repeating, always=always)

    assert muting.unmute(repeating, 1, CODE, "test", always=always) == muting.Muted((), ())
    assert muted(repeating, 1) == [False]


@pytest.mark.parametrize("always", [True, False])
def test_twice_is_once(repeating: Installation, *, always: bool) -> None:
    """One row is kept, and one lift is enough."""
    first = mute(repeating, always=always)
    assert mute(repeating, always=always) == first
    muting.unmute(repeating, 1, CODE, "test", always=always)

    assert muted(repeating, 1) == [False]


def test_what_blocks_cannot_be_muted(repeating: Installation) -> None:
    """A person overrides it at launch, with a reason that is kept."""
    with pytest.raises(errors.NotMutable):
        muting.mute(repeating, 1, "dead_link", "test")


def test_only_warnings_that_exist_can_be_muted(repeating: Installation) -> None:
    """A slip of the pen mutes nothing."""
    with pytest.raises(errors.UnknownWarning, match="preheadr"):
        muting.mute(repeating, 1, "preheadr", "test")


@pytest.mark.parametrize("always", [True, False])
def test_what_is_not_muted_cannot_be_lifted(repeating: Installation, *, always: bool) -> None:
    """Whoever thinks so is told."""
    mute(repeating, always=not always)
    with pytest.raises(errors.NotMuted):
        muting.unmute(repeating, 1, CODE, "test", always=always)


def test_an_issue_that_does_not_exist_has_nothing_muted(repeating: Installation) -> None:
    """It is named."""
    with pytest.raises(errors.UnknownIssue):
        muting.mute(repeating, 12, CODE, "test", always=True)
