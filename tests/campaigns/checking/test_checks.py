"""The checks: a whole letter passes, and each thing that is missing is one finding."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlmodel import Session, col, delete

from campaigns.acting import launching, populating
from campaigns.checking import checks, drafts
from campaigns.editorial import issues, letter_context, publications
from campaigns.editorial.models import Issue, Item, Placement, Publication
from campaigns.post.models import Campaign
from cli.demo import partners
from lists import mailing_lists
from lists.models import Subscription
from lists.segments import saved
from runtime import settings
from runtime.installation import Installation
from tests import cast


@pytest.fixture
def issue(opened: Installation, tmp_path: Path) -> int:
    """An issue that may leave."""
    return cast.stage(opened, tmp_path)


def codes(opened: Installation, issue: int) -> list[str]:
    """Return the codes of the findings."""
    return [one.code for one in launching.check(opened, issue)]


def test_a_whole_letter_passes(opened: Installation, issue: int) -> None:
    """Without a word."""
    assert codes(opened, issue) == []


def publication(session: Session) -> Publication:
    """Return the publication."""
    return publications.chosen(session)


def without_sender(session: Session) -> None:
    """Forget who writes."""
    publication(session).from_address = ""


def without_postal(session: Session) -> None:
    """Forget from where."""
    publication(session).postal = ""


def without_basis(session: Session) -> None:
    """Forget why."""
    publications.mailing_list(session, publication(session)).basis = None


def without_items(session: Session) -> None:
    """Empty the issue."""
    session.exec(delete(Placement))


def without_subject(session: Session) -> None:
    """Leave the subject blank."""
    session.get_one(Issue, 1).subject = " "


def with_typo(session: Session) -> None:
    """Misspell a merge field."""
    session.get_one(Issue, 1).preheader = "Bonjour {{ prenon | vous }}"


def without_readers(session: Session) -> None:
    """Empty the list."""
    session.exec(delete(Subscription).where(col(Subscription.contact_id) > 0))


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (without_sender, "sender_missing"),
        (without_postal, "postal_missing"),
        (without_basis, "basis_missing"),
        (without_items, "empty"),
        (without_subject, "subject_missing"),
        (with_typo, "merge_field"),
        (without_readers, "nobody"),
    ],
)
def test_what_is_missing_is_found(
    opened: Installation, issue: int, spoil: Callable[[Session], None], code: str
) -> None:
    """Under its own code."""
    with opened.database.transaction() as session:
        spoil(session)

    assert code in codes(opened, issue)


@pytest.mark.parametrize(
    ("smtp", "base", "blocks"),
    [
        ("smtp://mail.example:25", "http://127.0.0.1:8000", True),
        ("smtp://mail.example:25", "http://localhost:8000", True),
        ("smtp://mail.example:25", "https://lettre.example", False),
        ("smtp://127.0.0.1:25", "http://127.0.0.1:8000", False),
    ],
)
def test_links_to_this_machine_are_no_use_elsewhere(
    opened: Installation, issue: int, smtp: str, base: str, blocks: bool
) -> None:
    """Unless the server is here too, as in a rehearsal."""
    chosen = settings.load(data=opened.settings.data, smtp_url=smtp, base_url=base)
    found = codes(Installation(chosen, opened.database, opened.keyring, opened.clock), issue)

    assert ("base_url_loopback" in found) is blocks


def test_every_basis_can_be_told_to_readers() -> None:
    """The foot of the letter says why they receive it."""
    assert set(letter_context.REASONS) == set(mailing_lists.BASES)


def special(opened: Installation, approvers: dict[str, str]) -> None:
    """Make issue 1 a co-branded one."""
    with opened.database.transaction() as session:
        populating.enter(session, opened.settings.data, partners.drawn(opened.settings.data))
        issue = session.get_one(Issue, 1)
        issue.template, issue.approvers = "special", approvers


def test_a_co_branded_issue_wants_both_sides(opened: Installation, issue: int) -> None:
    """It is told as that, not as a fault of the template."""
    special(opened, {"charte": "Ana Exemple, déléguée"})
    assert codes(opened, issue) == ["co_branding"]
    special(opened, {"charte": "Ana Exemple, déléguée", "cnml": "Noé Exemple, président"})

    assert codes(opened, issue) == []


def test_an_issue_launched_twice_would_arrive_twice(opened: Installation, issue: int) -> None:
    """Whoever pressed Send knows it did."""
    launching.launch(opened, launching.Order(issue), "test")

    assert codes(opened, issue) == ["already_launched"]


@pytest.mark.parametrize(("before", "drifts"), [(4, False), (6, False), (8, False), (9, True), (0, False)])
def test_a_list_that_changed_at_once_is_looked_at(
    opened: Installation, issue: int, before: int, *, drifts: bool
) -> None:
    """Four readers now: a fifth more or less is ordinary, and a first time has no before."""
    campaign = launching.launch(opened, launching.Order(issue), "test")
    with opened.database.transaction() as session:
        session.get_one(Campaign, campaign.id).audience = before
        made = issues.new(session, publications.chosen(session), issues.TitleLines("Cinq", "Cinq"), opened.clock.now())
        number = made.id or 0

    assert ("audience_drift" in codes(opened, number)) is drifts


def test_another_segment_is_another_kind(opened: Installation, issue: int) -> None:
    """A letter to a few is not compared with one to all."""
    with opened.database.transaction() as session:
        saved.add(session, "Drôme", {"field": "organisation.departement", "is": "26"})
        saved.add(session, "Zoé", {"field": "contact.role", "exists": False})
    campaign = launching.launch(opened, launching.Order(issue, segment="Drôme"), "test")
    with opened.database.transaction() as session:
        session.get_one(Campaign, campaign.id).audience = 400
        made = issues.new(session, publications.chosen(session), issues.TitleLines("Cinq", "Cinq"), opened.clock.now())

    assert "audience_drift" not in codes(opened, made.id or 0)


def test_the_day_of_a_launch_is_the_day_that_counts(opened: Installation, issue: int) -> None:
    """What is under embargo today may leave tomorrow: a warning only, and not then."""
    with opened.database.transaction() as session:
        session.get_one(Item, 1).embargo = date(2009, 9, 16)

    assert codes(opened, issue) == ["embargo"]
    with opened.database.reading() as session:
        draft = drafts.gather(opened, session, issue, None, not_before=datetime(2009, 9, 16, 8, tzinfo=UTC))
    assert checks.run(draft) == []
