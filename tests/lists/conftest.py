"""Fixtures of these tests: a session that writes, and a mailing list."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlmodel import Session

from lists import mailing_lists
from runtime.database import Database


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    """A session in a transaction of its own."""
    with database.transaction() as opened:
        yield opened


@pytest.fixture
def letter(session: Session) -> int:
    """The number of the first mailing list."""
    number = mailing_lists.make_first(session, "La Lettre de la diversité").id
    assert number is not None
    return number
