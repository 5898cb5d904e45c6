"""Suppressions: kept once, for one list or all, never taken back."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest
import sqlalchemy
from sqlmodel import Session, col, select

from lists import history
from lists.kinds import SuppressionReason
from lists.models import Contact, Suppression
from lists.permission import suppressing
from tests.lists import people

pytestmark = pytest.mark.dialects

KEY = people.key("x@example.org")


def _suppress(session: Session, reason: SuppressionReason, mailing_list_id: int | None = None, days: int = 0) -> bool:
    since = people.NOW + timedelta(days=days)
    return suppressing.suppress(
        session, KEY, reason=reason, since=since, mailing_list_id=mailing_list_id, evidence="test"
    )


def test_the_key_does_not_depend_on_case() -> None:
    """Sixteen bytes, the same for both spellings."""
    assert people.key("X@Example.ORG") == KEY
    assert len(KEY) == 16


def test_an_objection_is_kept_once_and_stays_the_earliest(session: Session) -> None:
    """The second one is no news."""
    assert [
        _suppress(session, SuppressionReason.OBJECTION),
        _suppress(session, SuppressionReason.COMPLAINED, days=9),
    ] == [True, False]
    [kept] = session.exec(select(Suppression)).all()
    assert (kept.reason, kept.since) == (SuppressionReason.OBJECTION, people.NOW)


def test_what_a_person_says_replaces_what_a_server_said(session: Session) -> None:
    """A bounce may be settled one day, an objection may not."""
    history.refused_hard(session, KEY, people.NOW, "550 5.1.1")
    assert _suppress(session, SuppressionReason.OBJECTION)
    assert not history.refused_hard(session, KEY, people.NOW, "550 5.1.1")
    assert session.scalars(sqlalchemy.select(col(Suppression.reason))).all() == [SuppressionReason.OBJECTION]


def test_a_suppression_of_one_list_leaves_the_others(session: Session, letter: int) -> None:
    """One that is for all lists holds on every list."""
    _suppress(session, SuppressionReason.UNSUBSCRIBED, letter)
    assert suppressing.is_suppressed(session, KEY, letter)
    assert not suppressing.is_suppressed(session, KEY, letter + 1)
    assert not suppressing.is_suppressed(session, KEY, None)
    assert _suppress(session, SuppressionReason.OBJECTION)
    assert suppressing.is_suppressed(session, KEY, letter + 1)


def test_many_are_suppressed_in_a_few_statements(session: Session) -> None:
    """And only the new ones are news."""
    keys = [number.to_bytes(16, "big") for number in range(1200)]
    suppress = partial(
        suppressing.suppress_all, session, reason=SuppressionReason.OBJECTION, since=people.NOW, evidence="test"
    )
    assert len(suppress(keys[:700])) == 700
    assert len(suppress(keys)) == 500


def test_the_clause_finds_suppressed_rows_of_another_table(session: Session, letter: int) -> None:
    """The floor above uses it against its own column."""
    people.contact(session, "x@example.org")
    people.contact(session, "y@example.org")
    _suppress(session, SuppressionReason.UNSUBSCRIBED, letter)
    here = suppressing.clause(col(Contact.address_key), letter)
    assert session.scalars(sqlalchemy.select(col(Contact.email)).where(here)).all() == ["x@example.org"]
