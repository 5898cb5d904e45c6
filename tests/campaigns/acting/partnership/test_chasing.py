"""Who does not answer is reminded, then the deputy is asked; silence approves only where the rules say so."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from campaigns.acting import ticking
from campaigns.acting.partnership import approval_desk, chasing
from campaigns.partnership import adopting
from campaigns.partnership.approvals import errors
from campaigns.partnership.approvals.standing import State
from campaigns.partnership.designations import verbs
from runtime import clock as clocks
from runtime.files import File
from runtime.installation import Installation
from tests.campaigns.acting.partnership import proving
from tests.campaigns.partnership import conventions
from tests.campaigns.partnership.partners import ANNE, LOIC
from tests.clocks import MovableClock


@pytest.fixture
def shown(opened: Installation, tmp_path: Path) -> Installation:
    """An issue that was shown on Tuesday 15 September 2009."""
    proving.stage(opened, tmp_path)
    proving.ask(opened)
    return opened


def _days(opened: Installation, clock: MovableClock, many: int) -> list[str]:
    """Let days pass with a tick on each, and return what was done for the proof."""
    did: list[str] = []
    for _day in range(many):
        clock.move(timedelta(days=1))
        did += [f"{clocks.today(clock):%a %d} {one}" for one in ticking.tick(opened).did if one.startswith("proof")]
    return did


def test_three_working_days_then_the_reminder_then_the_deputy(shown: Installation, clock: MovableClock) -> None:
    """A week-end counts for nothing; the deputy is told for whom; without the rule silence stays silent."""
    assert _days(shown, clock, 3) == ["Fri 18 proof.reminded:1"]
    assert proving.messages(shown, "reminder")[-1].address == ANNE.email

    assert _days(shown, clock, 3) == ["Mon 21 proof.deputy_asked:1"]
    second = proving.messages(shown, "proof")[-1]
    assert (second.address, second.content["stands_for"]) == (LOIC.email, ANNE.name)

    assert _days(shown, clock, 15) == []
    (side,) = approval_desk.look(shown, proving.ISSUE).sides
    assert side.state is State.WAITING


def test_silence_approves_where_the_rules_say_so(shown: Installation, clock: MovableClock) -> None:
    """And is called tacit, with nobody's name."""
    tacit = conventions.CHARTE.content.replace(b"approval_tacit = 0", b"approval_tacit = 3")
    adopting.set_(shown, File("charte.toml", tacit), "test")
    assert _days(shown, clock, 21)[-1] == "Thu 24 proof.tacit:1"

    (side,) = approval_desk.look(shown, proving.ISSUE).sides
    assert side.answer is not None
    assert (side.state, side.words, side.answer.name) == (State.TACIT, "accord tacite", "")


def test_who_has_answered_is_left_in_peace(shown: Installation, clock: MovableClock) -> None:
    """So is whoever would read a version that is no more."""
    proving.answer(shown, ANNE.email)
    assert _days(shown, clock, 9) == []

    proving.change(shown, "Un mardi sur trois.")
    proving.ask(shown)
    proving.change(shown, "Un mardi sur quatre.")
    assert _days(shown, clock, 9) == []
    with pytest.raises(errors.ProofChanged):
        chasing.remind(shown, proving.ISSUE, "test")


def test_who_holds_the_role_now_is_asked_in_her_place(shown: Installation, clock: MovableClock) -> None:
    """The day after she is designated no more."""
    (anne,) = [one for one in verbs.listed(shown) if one.name == ANNE.name]
    verbs.end(shown, anne.id, clocks.today(clock), "test")

    assert _days(shown, clock, 1) == ["Wed 16 proof.deputy_asked:1"]


def test_a_person_reminds_too(shown: Installation) -> None:
    """At once, from the tab of the issue."""
    assert chasing.remind(shown, proving.ISSUE, "test") == 1
    assert proving.messages(shown, "reminder")[0].address == ANNE.email
    assert (
        not approval_desk.look(shown, proving.ISSUE).can_remind or approval_desk.look(shown, proving.ISSUE).is_waiting
    )
