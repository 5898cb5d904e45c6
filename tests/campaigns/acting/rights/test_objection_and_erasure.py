"""The rights desk: one person's file, objection and erasure, and that nothing brings the person back."""

from __future__ import annotations

import dataclasses
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlmodel import Session, SQLModel

from campaigns.acting import launching, tick_outcomes, ticking
from campaigns.acting.rights import objection_and_erasure
from campaigns.editorial import publications
from campaigns.post import ledger
from lists import addresses, audiences
from lists import errors as lists_errors
from lists.contacts import double_opt_in
from lists.kinds import Purpose, SuppressionReason
from lists.permission import consents, suppressing
from runtime import settings
from runtime.database import Database
from runtime.installation import Installation
from runtime.journal import Journal
from runtime.keyring import Keyring
from tests import cast
from tests.clocks import MovableClock


@pytest.fixture
def desk(opened: Installation, tmp_path: Path) -> Installation:
    """An installation with a journal, and a campaign to the four readers of the cast."""
    beside = Journal(tmp_path / "objections.journal")
    found = dataclasses.replace(opened, database=dataclasses.replace(opened.database, journal=beside))
    launching.launch(found, launching.Order(cast.stage(found, tmp_path), grace=0), "test")
    return found


def _everything(opened: Installation) -> str:
    """Return every row of every table, as text."""
    with opened.database.reading() as session:
        tables = SQLModel.metadata.sorted_tables
        return "\n".join(str(row) for table in tables for row in session.execute(sa.select(table)))


def _audience(opened: Installation) -> set[str]:
    with opened.database.reading() as session:
        return {row.address for row in session.execute(audiences.selection(1))}


def test_a_file_tells_origin_lists_and_letters(desk: Installation) -> None:
    """In whatever spelling she is asked for."""
    told = objection_and_erasure.file_of(desk, " Mailto:ZOE@brumevent.example ")

    assert told.contacts[0].collected_from == "test"
    assert told.contacts[0].lists[0].basis == "legitimate_interest"
    assert [letter.state for letter in told.letters] == ["planned"]


def test_an_objection_is_kept_and_written_beside(desk: Installation) -> None:
    """Everywhere, once, and outside of the database."""
    told = objection_and_erasure.object_(desk, cast.ZOE, "test", "lettre du 12 mars")

    assert [one.reason for one in told.suppressions] == ["objection"]
    assert desk.database.journal is not None
    assert [one["reason"] for one in desk.database.journal.read().entries] == ["objection"]
    assert cast.ZOE not in _audience(desk)


def test_nothing_of_an_erased_person_is_left(desk: Installation) -> None:
    """In no table, and the figures stay to the unit."""
    before = _everything(desk)
    told = objection_and_erasure.forget(desk, cast.ZOE, "test")
    after = _everything(desk)

    assert cast.ZOE in before
    assert cast.ZOE not in after
    assert told.contacts == ()
    with desk.database.reading() as session:
        assert sum(ledger.counts(session, 1).values()) == len(cast.EVERYBODY)


def test_the_desk_proves_the_day_even_of_one_who_had_objected(desk: Installation, clock: MovableClock) -> None:
    """The objection keeps its date, the erasure has its own."""
    objection_and_erasure.object_(desk, cast.ZOE, "test")
    clock.move(timedelta(days=30))
    told = objection_and_erasure.forget(desk, cast.ZOE, "test", "courrier du 15 octobre")

    assert told.suppressions[0].since.date() == date(2009, 9, 15)
    assert told.erased[0].at.date() == date(2009, 10, 15)
    assert told.erased[0].evidence == "courrier du 15 octobre"


def test_a_person_who_is_erased_gets_no_letter_of_a_campaign_under_way(desk: Installation) -> None:
    """Her row is left out when it is claimed."""
    objection_and_erasure.forget(desk, cast.ZOE, "test")
    with desk.database.transaction() as session:
        batch = ledger.claim(session, 1, "test/1/1", 10, desk.clock.epoch())
        assert batch is not None
        assert {row.address for row in batch.rows} == set(cast.EVERYBODY) - {cast.ZOE}


@dataclasses.dataclass(frozen=True)
class Backup:
    """A desk whose database is a file, which can be put back as it was once."""

    desk: Installation
    folder: Path

    def take(self) -> None:
        """Copy it away."""
        self.desk.database.engine.dispose()
        shutil.copy(self.folder / "relais.db", self.folder / "copy.db")

    def restore(self) -> None:
        """Put the copy in its place."""
        self.desk.database.engine.dispose()
        for one in self.folder.glob("relais.db*"):
            one.unlink()
        shutil.copy(self.folder / "copy.db", self.folder / "relais.db")


@pytest.fixture
def backup(small: Database, clock: MovableClock, keyring: Keyring, tmp_path: Path) -> Backup:
    """The readers of the cast, in a file, and a journal."""
    beside = Journal(tmp_path / "objections.journal")
    database = dataclasses.replace(small, journal=beside)
    desk = Installation(settings.load(data=tmp_path), database, keyring, clock)
    cast.stage(desk, tmp_path)
    return Backup(desk, tmp_path)


def test_an_old_copy_that_is_put_back_brings_nobody_back(backup: Backup) -> None:
    """Backup, objection, erasure, restore: the next tick says again what the journal knows."""
    desk = backup.desk
    backup.take()
    objection_and_erasure.forget(desk, cast.ZOE, "test")
    objection_and_erasure.object_(desk, cast.LOIC, "test")
    backup.restore()

    assert _audience(desk) == set(cast.EVERYBODY)
    done = tick_outcomes.Done()
    ticking.remember(desk, done)

    assert _audience(desk) == set(cast.EVERYBODY) - {cast.ZOE, cast.LOIC}
    assert cast.ZOE not in _everything(desk)
    assert done.did == ["objections.remembered:3"]
    again = tick_outcomes.Done()
    ticking.remember(desk, again)
    assert (again.did, again.alerts) == ([], [])


def test_what_the_journal_was_not_told_it_is_told_the_next_day(desk: Installation, clock: MovableClock) -> None:
    """Objections of before there was a journal, or of an hour when nobody could write it."""
    journal = desk.database.journal
    assert journal is not None
    objection_and_erasure.object_(desk, cast.ZOE, "test")
    journal.file.unlink()
    objection_and_erasure.remember(desk)

    assert [one["reason"] for one in journal.read().entries] == ["objection"]


def test_a_journal_that_was_changed_is_told(desk: Installation) -> None:
    """Once, to whoever reads the mail of cron."""
    objection_and_erasure.object_(desk, cast.ZOE, "test")
    journal = desk.database.journal
    assert journal is not None
    journal.file.write_bytes(journal.file.read_bytes().replace(b"objection", b"rejection"))
    done = tick_outcomes.Done()
    ticking.remember(desk, done)

    assert len(done.alerts) == 1


def test_a_restore_gives_back_neither_a_place_on_the_list_nor_a_consent(backup: Backup) -> None:
    """Backup, leaving, withdrawal, restore; and who came back since the backup is not made to leave again."""
    desk, made = backup.desk, backup.desk.database
    with made.transaction() as session:
        listed = publications.chosen(session).mailing_list_id
        for email in (cast.ZOE, cast.LOIC, cast.MAITE):
            agree(session, desk, listed, email)
    backup.take()
    objection_and_erasure.forget(desk, cast.ZOE, "test")
    with made.transaction() as session:
        leave(session, desk, listed, cast.LOIC)
        leave(session, desk, listed, cast.MAITE)
    with made.transaction() as session:
        double_opt_in.confirm(
            session, key(desk, cast.MAITE), listed, wording="Oui.", source="formulaire",
            now=desk.clock.now() + timedelta(minutes=5), proof="double opt-in",
        )  # fmt: skip
        consents.withdraw(session, [key(desk, cast.AMADOU)], source="page", now=desk.clock.now())
    backup.restore()
    ticking.remember(desk, tick_outcomes.Done())
    ticking.remember(desk, tick_outcomes.Done())

    assert _audience(desk) == {cast.MAITE, cast.AMADOU}
    with made.reading() as session:
        keys = {email: key(desk, email) for email in cast.EVERYBODY}
        holding = consents.holding(session, keys.values(), Purpose.NEWSLETTER, listed)
    assert {email for email, one in keys.items() if one in holding} == {cast.MAITE}
    assert objection_and_erasure.file_of(desk, cast.ZOE).consents[-1].act == "withdrawn"


def key(opened: Installation, email: str) -> bytes:
    """Return by what an address is known."""
    return suppressing.address_key(opened.keyring, addresses.parse(email))


def agree(session: Session, opened: Installation, listed: int, email: str) -> None:
    """Let somebody say yes to the letter."""
    consents.give(
        session, key(opened, email), Purpose.NEWSLETTER, listed, wording="Oui.", source="papier",
        now=opened.clock.now() - timedelta(days=1), proof="bulletin n° 1",
    )  # fmt: skip


def leave(session: Session, opened: Installation, listed: int, email: str) -> None:
    """Let somebody leave."""
    suppressing.suppress(
        session, key(opened, email), reason=SuppressionReason.UNSUBSCRIBED, since=opened.clock.now(),
        mailing_list_id=listed, evidence="delivery:1",
    )  # fmt: skip


def test_whoever_changed_her_mind_is_welcome_once_a_person_has_heard_her(desk: Installation) -> None:
    """Her objection goes with its proof into the audit; what she left by herself stays left."""
    objection_and_erasure.object_(desk, cast.ZOE, "test")
    with desk.database.transaction() as session:
        leave(session, desk, publications.chosen(session).mailing_list_id, cast.LOIC)
    told = objection_and_erasure.hear(desk, cast.ZOE, "test", "courrier du 3 octobre")

    assert told.suppressions == ()
    assert cast.ZOE in _audience(desk)
    for one in (cast.ZOE, cast.LOIC):
        with pytest.raises(lists_errors.NothingToLift):
            objection_and_erasure.hear(desk, one, "test", "courrier")
    assert cast.LOIC not in _audience(desk)


def test_the_journal_does_not_say_again_what_was_taken_back(desk: Installation, clock: MovableClock) -> None:
    """Neither the next tick nor the daily comparison; a later objection counts."""
    objection_and_erasure.object_(desk, cast.ZOE, "test")
    objection_and_erasure.hear(desk, cast.ZOE, "test", "courrier du 3 octobre")
    for days in (0, 1, 1):
        clock.move(timedelta(days=days))
        ticking.remember(desk, tick_outcomes.Done())
    assert cast.ZOE in _audience(desk)

    objection_and_erasure.object_(desk, cast.ZOE, "test")
    clock.move(timedelta(days=1))
    ticking.remember(desk, tick_outcomes.Done())
    assert cast.ZOE not in _audience(desk)


def test_an_erasure_is_for_good(desk: Installation) -> None:
    """Nobody can be asked whether it was she."""
    objection_and_erasure.forget(desk, cast.ZOE, "test")

    with pytest.raises(lists_errors.NothingToLift):
        objection_and_erasure.hear(desk, cast.ZOE, "test", "courrier")
