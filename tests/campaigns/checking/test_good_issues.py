"""Three issues that an officer would be proud of: the checks have nothing to say, and nothing stands in the way."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlmodel import Session

from campaigns.acting import launching, populating
from campaigns.editorial import issues, publications
from campaigns.editorial.models import Section
from cli.demo import articles, partners
from runtime import settings
from runtime.installation import Installation
from tests import cast
from tests.campaigns.partnership import conventions
from tests.clocks import MovableClock

#: Articles of the demo, by number, and where they stand.
ISSUES = (
    {15: Section.EDITORIAL, 1: Section.HEADLINE, 2: Section.ACTIONS, 4: Section.PRACTICES, 14: Section.SIGNATORIES,
     8: Section.AGENDA, 16: Section.CONTRIBUTIONS},
    {3: Section.HEADLINE, 2: Section.ACTIONS, 5: Section.PRACTICES, 6: Section.TESTIMONIALS, 10: Section.CAMPAIGNS,
     9: Section.AGENDA},
    {2: Section.ACTIONS, 7: Section.TESTIMONIALS, 11: Section.LEGAL, 12: Section.TOOL, 13: Section.FIGURE,
     8: Section.AGENDA},
)  # fmt: skip


@pytest.fixture
def installed(opened: Installation, clock: MovableClock, tmp_path: Path) -> Installation:
    """The demo's articles and partners on 1 October 2009, readers, and a server in the world."""
    clock.move(datetime(2009, 10, 1, 8, 0, tzinfo=UTC) - clock.now())
    with opened.database.transaction() as session:
        cast.publish(session)
        cast.people(session, opened)
        populating.enter(session, tmp_path, partners.drawn(tmp_path))
        cast.items(session, tmp_path, articles.write(tmp_path), clock.now())
    given = settings.load(data=tmp_path, base_url="https://lettre.charte.example", smtp_url="smtp://mail.example")
    return Installation(given, opened.database, opened.keyring, opened.clock)


def composed(session: Session, opened: Installation, placed: dict[int, Section]) -> int:
    """Return an issue that holds these articles."""
    made = issues.new(session, publications.chosen(session), articles.ISSUE.lines, opened.clock.now())
    made.number = articles.ISSUE.number
    assert made.id is not None
    for item, section in placed.items():
        issues.add(session, made.id, [item], section)
    return made.id


@pytest.mark.parametrize("placed", ISSUES)
def test_a_good_issue_is_left_in_peace(installed: Installation, placed: dict[int, Section]) -> None:
    """A false alarm is a reason not to read the next one."""
    with installed.database.transaction() as session:
        issue = composed(session, installed, placed)

    assert [(one.code, one.message) for one in launching.check(installed, issue)] == []


def test_readers_who_get_no_action_of_the_network_are_counted(installed: Installation) -> None:
    """The one action is for another département: the convention asks that each newsletter speak of one."""
    conventions.adopted(installed, conventions.warning())
    with installed.database.transaction() as session:
        issue = composed(session, installed, {3: Section.ACTIONS, 5: Section.PRACTICES, 16: Section.CONTRIBUTIONS})
    (seen,) = [one for one in launching.check(installed, issue) if one.code == "partner_silent"]

    assert seen.message.startswith("4 lecteurs sur 4 ne reçoivent aucun article qui réponde à l’engagement E1.S1a")
    assert not seen.blocking
