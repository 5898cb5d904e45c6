"""One fixture: bring a file in."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Protocol

import pytest
from sqlmodel import Session

from lists import importing
from lists.importing.reports import ImportReport
from lists.kinds import ImportKind
from tests.lists import people


class Bring(Protocol):
    """How these tests import a file."""

    def __call__(
        self, text: str | bytes, kind: str = "companies", encoding: str | None = None, *, later: int = 0, **more: Any
    ) -> ImportReport:
        """Import and return the report."""
        ...


@pytest.fixture
def bring(session: Session, letter: int) -> Bring:
    """Import a text (UTF-8) or bytes, as companies unless told otherwise, `later` by some days."""

    def act(
        text: str | bytes, kind: str = "companies", encoding: str | None = None, *, later: int = 0, **more: Any
    ) -> ImportReport:
        raw = text if isinstance(text, bytes) else text.encode()
        file = importing.File(raw, "fichier.csv", ImportKind(kind), encoding, **more)
        now = people.NOW + timedelta(days=later)
        return importing.import_file(
            session, file, mailing_list_id=letter, keyring=people.KEYRING, now=now, actor="test"
        )

    return act
