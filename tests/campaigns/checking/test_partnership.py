"""What the convention asks of a letter: served in each issue, quoted when it is not, and not named once it is over."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlmodel import select

from campaigns import errors
from campaigns.acting import launching, populating, steering, windows
from campaigns.acting.launching import Order
from campaigns.acting.populating import Partner
from campaigns.checking.findings import Finding
from campaigns.editorial import partner_identities, snapshots
from campaigns.partnership import adopting, snapshotting
from campaigns.partnership.conventions import reading
from campaigns.post.models import Campaign
from runtime import settings
from runtime.audit import AuditEntry
from runtime.files import File
from runtime.installation import Installation
from tests import cast
from tests.campaigns.partnership import conventions
from tests.clocks import MovableClock

TOOL = cast.ARTICLE.replace("type: local_mission_action", "type: tool")
AMENDMENT = File("avenant.toml", b"signed_on = 2010-06-10\nfirst_day = 2010-06-16\nlast_day = 2011-06-15\n")


@pytest.fixture
def signed(opened: Installation, clock: MovableClock, tmp_path: Path) -> Installation:
    """An installation in October 2009, with the convention and both its partners."""
    clock.move(datetime(2009, 10, 1, 8, 0, tzinfo=UTC) - clock.now())
    given = settings.load(data=tmp_path, base_url="https://lettre.example", smtp_url="smtp://mail.example")
    found = Installation(given, opened.database, opened.keyring, opened.clock)
    with found.database.transaction() as session:
        named = partner_identities.IdentityChange(date(2009, 6, 16), name="Conseil national")
        populating.enter(session, tmp_path, [Partner("cnml", named)])
    conventions.adopted(found, conventions.without_approval())
    return found


def staged(opened: Installation, folder: Path, article: str = cast.ARTICLE) -> int:
    """Return an issue that holds one article, and four readers of it."""
    with opened.database.transaction() as session:
        cast.publish(session)
        cast.people(session, opened)
        return cast.issue(session, opened, folder, article).id or 0


def seen(opened: Installation, issue: int, code: str) -> list[Finding]:
    """Return what one rule found."""
    return [one for one in launching.check(opened, issue) if one.code == code]


def test_an_issue_that_serves_its_clause_passes(signed: Installation, tmp_path: Path) -> None:
    """Nothing is said of what is kept."""
    issue = staged(signed, tmp_path)

    assert seen(signed, issue, "no_partner_item") == seen(signed, issue, "convention_ended") == []


def test_an_issue_that_does_not_is_refused_with_the_clause(signed: Installation, tmp_path: Path) -> None:
    """To the letter, with what has waited longest; and a reason lets it leave."""
    issue = staged(signed, tmp_path, TOOL)
    (tmp_path / "attend.md").write_text(cast.ARTICLE.replace("title: ", "title: Avant, "), "utf-8")
    with signed.database.transaction() as session:
        (waiting,) = cast.items(session, tmp_path, [tmp_path / "attend.md"], signed.clock.now())
        title, number = waiting.title, waiting.id
    (finding,) = seen(signed, issue, "no_partner_item")
    clause = reading.convention(reading.document(conventions.CHARTE), "").commitment("E1.S1a")

    assert clause is not None
    assert finding.blocking
    assert f"E1.S1a : « {clause.text} »" in finding.message.replace("\u00a0", " ")
    assert f"{title} » (n° {number})" in finding.message.replace("\u00a0", " ")
    with pytest.raises(errors.IssueRefused, match="no_partner_item"):
        launching.launch(signed, Order(issue), "test")
    launching.launch(signed, Order(issue, overrides={"no_partner_item": "Numéro de vœux."}), "test")
    with signed.database.reading() as session:
        (launched,) = session.exec(select(AuditEntry).where(AuditEntry.act == "campaign.launched"))
        assert launched.details["overrides"] == {"no_partner_item": "Numéro de vœux."}


def test_partners_may_choose_to_be_warned(signed: Installation, tmp_path: Path) -> None:
    """Then nothing blocks."""
    conventions.adopted(signed, conventions.warning())
    issue = staged(signed, tmp_path, TOOL)

    assert seen(signed, issue, "no_partner_item") == []
    assert [one.blocking for one in seen(signed, issue, "partner_silent")] == [False]


def test_without_a_convention_nothing_is_asked(opened: Installation, tmp_path: Path) -> None:
    """Nobody promised anything."""
    issue = staged(opened, tmp_path, TOOL)

    assert {one.code for one in launching.check(opened, issue)} & {"no_partner_item", "partner_silent"} == set()


def after(clock: MovableClock) -> None:
    """Go to the day after the last one."""
    clock.move(datetime(2010, 6, 16, 8, 0, tzinfo=UTC) - clock.now())


def test_a_convention_that_is_over_is_not_named(signed: Installation, clock: MovableClock, tmp_path: Path) -> None:
    """The launch is refused, until an amendment renews it."""
    issue = staged(signed, tmp_path)
    after(clock)
    (finding,) = seen(signed, issue, "convention_ended")

    assert finding.blocking
    assert "Conseil national" in finding.message
    adopting.amend(signed, AMENDMENT, "test")
    assert seen(signed, issue, "convention_ended") == []


def test_partners_may_choose_to_be_left_out(signed: Installation, clock: MovableClock, tmp_path: Path) -> None:
    """The letter leaves without its band."""
    silent = File("charte.toml", conventions.CHARTE.content.replace(b'after_end = "block"', b'after_end = "leave_out"'))
    conventions.adopted(signed, silent)
    issue = staged(signed, tmp_path)
    named = [one.name for one in shown_partners(signed, issue)]
    after(clock)

    assert named == ["Conseil national"]
    assert seen(signed, issue, "convention_ended") == []
    assert shown_partners(signed, issue) == ()


def shown_partners(opened: Installation, issue: int) -> tuple[snapshots.Partner, ...]:
    """Return the partners that the letter would show."""
    with opened.database.reading() as session:
        return snapshotting.snapshot(session, opened, issue).partners


def state(opened: Installation) -> tuple[str, str]:
    """Return where campaign 1 stands once the clock was looked at, and why."""
    with opened.database.transaction() as session:
        campaign = session.get_one(Campaign, 1)
        return windows.turn(session, campaign, opened.clock.epoch()).value, campaign.state_reason


def test_a_letter_that_waits_asks_a_person_once(signed: Installation, clock: MovableClock, tmp_path: Path) -> None:
    """It was launched in time and would leave too late; whoever lets it go on is not asked again."""
    leaves = datetime(2010, 6, 20, 8, 0, tzinfo=UTC)
    clock.move(datetime(2010, 6, 10, 8, 0, tzinfo=UTC) - clock.now())
    issue = staged(signed, tmp_path)
    with pytest.raises(errors.IssueRefused, match="convention_ended"):
        launching.launch(signed, Order(issue, not_before=leaves), "test")
    launching.launch(signed, Order(issue, not_before=datetime(2010, 6, 15, 21, 50, tzinfo=UTC)), "test")
    assert state(signed)[0] == "waiting"
    clock.move(datetime(2010, 6, 15, 22, 5, tzinfo=UTC) - clock.now())
    held, reason = state(signed)

    assert held == "held"
    assert "échue depuis le 15\u00a0juin 2010" in reason
    steering.resume(signed, 1, "test")
    assert state(signed)[0] == "sending"
