"""Rehearsals: everything is done, nothing is left, and nobody waits meanwhile."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa

from lists.models import MailingList
from runtime import rehearsals
from runtime.database import Database

pytestmark = pytest.mark.dialects


def test_others_write_while_it_is_rehearsed(database: Database, tmp_path: Path) -> None:
    """What they write stays, what was rehearsed does not, and no copy of anybody's data is left."""
    names = sa.text("SELECT name FROM mailing_list")
    with rehearsals.session(database) as session:
        session.add(MailingList(name="Essai"))
        session.flush()
        seen = session.scalars(names).all()
        with database.transaction(patience=0.1) as other:
            other.add(MailingList(name="Lettre"))
    with database.reading() as session:
        kept = session.scalars(names).all()

    assert (seen, kept) == (["Essai"], ["Lettre"])
    assert list(tmp_path.glob("rehearsal-*")) == []
