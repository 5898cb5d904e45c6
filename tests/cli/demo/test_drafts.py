"""The issues that wait in the demo: lawful, well set, and ready to leave."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from campaigns.acting import launching
from campaigns.editorial import items, typography_fixes
from runtime import settings
from runtime.installation import Installation
from templates import catalogue
from tests import cast, demo, proofs
from tests.clocks import MovableClock


@pytest.fixture
def waiting(opened: Installation, clock: MovableClock, tmp_path: Path) -> tuple[Installation, list[int]]:
    """The demo's issues on 1 October 2009, readers, and a server in the world."""
    (_sent, *made) = demo.composed(opened, clock, tmp_path)
    given = settings.load(data=tmp_path, base_url="https://lettre.charte.example", smtp_url="smtp://mail.example")
    return Installation(given, opened.database, opened.keyring, opened.clock), made


def test_each_is_another_kind_and_the_checks_leave_them_in_peace(waiting: tuple[Installation, list[int]]) -> None:
    """One of each template beside the newsletter, and nothing to say of any."""
    opened, made = waiting
    shown = [launching.check(opened, issue) for issue in made]

    assert len(made) == len(catalogue.ISSUES) - 1
    assert [[(one.code, one.message) for one in found] for found in shown] == [[]] * len(made)


def test_the_invitation_brings_its_calendar_file(waiting: tuple[Installation, list[int]], tmp_path: Path) -> None:
    """Once for mail programs that read it, once to be saved."""
    opened, (special, _campaign, invitation, summons, service) = waiting
    called = (special, invitation, summons, service)
    for issue in called:
        proofs.render(opened, issue, cast.ZOE, tmp_path / str(issue))
    letters = [(tmp_path / str(issue) / "letter.eml").read_text("ascii") for issue in called]

    assert [len(re.findall(r"filename=\"invitation\.ics", letter)) for letter in letters] == [0, 1, 1, 0]
    assert "method=PUBLISH" in letters[1]


def test_their_articles_are_as_a_printer_would_set_them(waiting: tuple[Installation, list[int]]) -> None:
    """The typography fixer finds nothing to mend in the twenty-four."""
    opened, _made = waiting
    found = {one.id: typography_fixes.rehearse(opened, one.id).changes for one in items.listed(opened)}

    assert {number: changes for number, changes in found.items() if changes} == {}
    assert len(found) == 24
