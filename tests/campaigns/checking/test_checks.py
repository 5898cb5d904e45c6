"""The checks: a whole letter passes, and each thing that is missing is one finding."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlmodel import Session, col, delete

from campaigns.acting import launching
from campaigns.editorial import publications, rendering
from campaigns.editorial.models import Issue, Placement, Publication
from lists import mailing
from lists.models import Subscription
from runtime import settings
from runtime.installation import Installation
from tests import cast


@pytest.fixture
def issue(opened: Installation, tmp_path: Path) -> int:
    """An issue that may leave."""
    return cast.stage(opened, tmp_path)


def codes(opened: Installation, issue: int) -> list[str]:
    """Return the codes of the findings; all of them block."""
    found = launching.check(opened, issue)
    assert all(one.blocking for one in found)
    return [one.code for one in found]


def test_a_whole_letter_passes(opened: Installation, issue: int) -> None:
    """Without a word."""
    assert codes(opened, issue) == []


def publication(session: Session) -> Publication:
    """Return the publication."""
    return publications.only(session)


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
    assert set(rendering.REASONS) == set(mailing.BASES)
