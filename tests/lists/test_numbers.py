"""Numbers: never given twice, and kept with all that hangs on them when an older database is brought up."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from sqlmodel import Session

from lists.contacts import erasing
from runtime import database as databases
from runtime import migrating
from tests.lists import people

pytestmark = pytest.mark.dialects

_SINCE = "2009-09-01 00:00:00"
_COLUMNS = "email_shown, address_key, nature, role, language, collected_from"
_VALUES = "7, 1, 'zoe@o.example', 'zoe@o.example', x'00', 'named', 'other', 'fr', 'test'"
_ROWS = (
    "INSERT INTO organisation (id, kind, name) VALUES (1, 'company', 'Ombelle')",
    "INSERT INTO mailing_list (id, name) VALUES (1, 'Lettre')",
    f"INSERT INTO contact (id, organisation_id, email, {_COLUMNS}, collected_on) VALUES ({_VALUES}, '2009-09-01')",
    f"INSERT INTO subscription (contact_id, mailing_list_id, state, since) VALUES (7, 1, 'subscribed', '{_SINCE}')",
    "INSERT INTO history (fact, sending, contact_id, at) VALUES ('replied', 0, 7, 1252800000)",
    "INSERT INTO segment (id, name, rule) VALUES (1, 'tous', '{}')",
    "INSERT INTO segment_pick (segment_id, contact_id, included) VALUES (1, 7, 1)",
    "INSERT INTO former_address (contact_id, address_key, until) VALUES (7, x'01', '2009-09-02')",
)
_HANGING = ("contact", "subscription", "history", "segment_pick", "former_address")


def test_the_number_of_an_erased_person_is_nobody_elses(session: Session) -> None:
    """The last one is what SQLite would give again."""
    first = people.contact(session, "zoe@brumevent.example")
    erasing.erase(session, people.key("zoe@brumevent.example"), now=people.NOW, evidence="test")

    assert people.contact(session, "loic@brumevent.example") > first


def test_an_older_database_keeps_everything(tmp_path: Path) -> None:
    """Rows, numbers, indexes and what points to a contact; and numbers go on from the highest that was given."""
    older = databases.connect(f"sqlite:///{tmp_path / 'older.db'}", durable=False)
    config = migrating._config()
    with older.transaction() as session:
        config.attributes["connection"] = session.connection()
        command.upgrade(config, "0323")
        for row in _ROWS:
            session.execute(sa.text(row))
        indexes = session.execute(sa.text(_INDEXES)).scalars().all()
        before = [session.execute(sa.text(f"SELECT * FROM {table}")).all() for table in _HANGING]
    with older.transaction() as session:
        config.attributes["connection"] = session.connection()
        command.upgrade(config, "0324")
        assert [session.execute(sa.text(f"SELECT * FROM {table}")).all() for table in _HANGING] == before
        assert session.execute(sa.text(_INDEXES)).scalars().all() == indexes
        assert session.execute(sa.text("PRAGMA foreign_key_check")).all() == []
    migrating.upgrade(older)
    with older.transaction() as session:
        session.execute(sa.text("DELETE FROM subscription"))
        session.execute(sa.text("DELETE FROM contact"))
        for table in _HANGING[2:]:
            assert session.execute(sa.text(f"SELECT count(*) FROM {table}")).scalar_one() == 0
        assert people.contact(session, "loic@brumevent.example") == 8
    older.engine.dispose()


_RUN = "INSERT INTO import_run (id, file_name, sha256, kind, at, actor, counts) VALUES "
_LEFT = "INSERT INTO event (kind, at, campaign_id, delivery_id, details, robot) VALUES "
_REMEMBERED = (
    f"{_RUN} (1, 'a.csv', '', 'companies', '{_SINCE}', 'test', '{{}}')",
    "INSERT INTO import_change (import_id, line, thing, row_id, after) VALUES (1, 2, 'organisation', 40, '{}')",
    f"{_LEFT} ('left', '{_SINCE}', 6, 70, '{{}}', '')",
)


def test_numbers_of_an_older_database_go_on_after_those_that_are_only_named(tmp_path: Path) -> None:
    """Its rows are gone; what still names them must not name what comes next."""
    older = databases.connect(f"sqlite:///{tmp_path / 'older.db'}", durable=False)
    config = migrating._config()
    with older.transaction() as session:
        config.attributes["connection"] = session.connection()
        command.upgrade(config, "0341")
        for row in _REMEMBERED:
            session.execute(sa.text(row))
    migrating.upgrade(older)
    with older.transaction() as session:
        given = dict(session.execute(sa.text("SELECT name, seq FROM sqlite_sequence")).all())
        made = people.organisation(session, "Ombelle")
        assert session.execute(sa.text("PRAGMA integrity_check")).scalars().all() == ["ok"]
    older.engine.dispose()

    assert made == 41
    assert (given["campaign"], given["delivery"], given["import_run"]) == (6, 70, 1)


_INDEXES = (
    "SELECT sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'contact' AND sql IS NOT NULL ORDER BY sql"
)
