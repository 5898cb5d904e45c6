"""The journal outside of the database: appended to, never changed, read again from where somebody stopped."""

from __future__ import annotations

import contextlib
import threading
from pathlib import Path

import pytest

from runtime import database as databases
from runtime import errors, journal
from runtime.journal import Journal, Position


@pytest.fixture
def kept(tmp_path: Path) -> Journal:
    """A journal that was never written."""
    return Journal(tmp_path / "objections.journal")


def test_what_was_appended_is_read_in_order(kept: Journal) -> None:
    """Accents and line ends are no trouble, and nobody else may read the file."""
    kept.append([{"n": 1, "why": "désinscription\n du 12"}, {"n": 2}])
    kept.append([{"n": 3}])

    read = kept.read()
    assert ([entry["n"] for entry in read.entries], read.damaged) == ([1, 2, 3], 0)
    assert read.entries[0]["why"] == "désinscription\n du 12"
    assert kept.file.stat().st_mode & 0o077 == 0


def test_a_journal_that_was_never_written_is_empty(kept: Journal) -> None:
    """And reading does not make it."""
    assert kept.read() == journal.Reading([], Position(), 0)
    assert not kept.file.exists()


def test_reading_goes_on_where_it_stopped(kept: Journal) -> None:
    """Only what is new is read."""
    kept.append([{"n": 1}])
    place = kept.read().place
    kept.append([{"n": 2}])

    assert [entry["n"] for entry in kept.read(place).entries] == [2]
    assert kept.read(kept.read().place).entries == []


@pytest.mark.parametrize("place", [Position(10_000, "0" * 32), Position(5, "0" * 32)])
def test_a_place_of_another_file_is_the_beginning(kept: Journal, place: Position) -> None:
    """Whoever put another file there is read whole."""
    kept.append([{"n": 1}])
    assert len(kept.read(place).entries) == 1


def test_a_place_whose_line_has_changed_is_the_beginning(kept: Journal) -> None:
    """The same length is not the same journal."""
    kept.append([{"n": 1}])
    place = kept.read().place
    kept.file.unlink()
    kept.append([{"n": 2}])

    assert [entry["n"] for entry in kept.read(place).entries] == [2]


@pytest.mark.parametrize("change", [(b'"n":2', b'"n":7'), (b'{"n":2}', b'{"n":2'), (b"\n", b"")])
def test_a_line_that_was_changed_is_seen(kept: Journal, change: tuple[bytes, bytes]) -> None:
    """And what can still be read is: an objection too many harms nobody."""
    kept.append([{"n": 1}, {"n": 2}, {"n": 3}])
    kept.file.write_bytes(kept.file.read_bytes().replace(*change, 1))

    read = kept.read()
    assert read.damaged >= 1
    assert read.entries[-1]["n"] == 3


def test_a_line_that_was_taken_out_is_seen(kept: Journal) -> None:
    """The next one does not follow from the one before."""
    kept.append([{"n": 1}, {"n": 2}, {"n": 3}])
    lines = kept.file.read_bytes().splitlines(keepends=True)
    kept.file.write_bytes(lines[0] + lines[2])

    assert kept.read().damaged == 1


def test_a_line_cut_short_by_a_crash_harms_no_other(kept: Journal) -> None:
    """The next one to write closes it."""
    kept.append([{"n": 1}])
    with kept.file.open("ab") as handle:
        handle.write(b"0123456789abcdef")
    assert kept.read().damaged == 0
    kept.append([{"n": 2}])

    read = kept.read()
    assert ([entry["n"] for entry in read.entries], read.damaged) == ([1, 2], 1)


def test_many_writers_make_one_chain(kept: Journal) -> None:
    """Pages, ticks and commands write at the same time."""
    writers = [threading.Thread(target=kept.append, args=([{"n": number}],)) for number in range(20)]
    for one in writers:
        one.start()
    for one in writers:
        one.join()

    read = kept.read()
    assert (len(read.entries), read.damaged) == (20, 0)


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    """With the path, so that somebody can mend it."""
    away = Journal(tmp_path / "nulle-part" / "objections.journal")
    with pytest.raises(errors.JournalUnwritable, match="nulle-part"):
        away.append([{"n": 1}])
    assert away.size() == 0


def test_what_is_noted_is_written_when_the_transaction_ends_well(kept: Journal) -> None:
    """And only then."""
    database = databases.connect("sqlite://", beside=kept)
    with database.transaction() as session:
        journal.note(session, {"n": 1})
        assert kept.read().entries == []
    with contextlib.suppress(ZeroDivisionError), database.transaction() as session:
        journal.note(session, {"n": 2})
        raise ZeroDivisionError
    with database.reading() as session:
        journal.note(session, {"n": 3})
    database.engine.dispose()

    assert [entry["n"] for entry in kept.read().entries] == [1]


def test_a_disk_that_is_full_keeps_nobody(tmp_path: Path) -> None:
    """The act goes on: a reader who leaves has left."""
    away = Journal(tmp_path / "nulle-part" / "objections.journal")
    database = databases.connect(f"sqlite:///{tmp_path / 'x.db'}", beside=away)
    with database.transaction() as session:
        journal.note(session, {"n": 1})
        session.connection().exec_driver_sql("CREATE TABLE done (n INTEGER)")
    with database.reading() as session:
        assert session.connection().exec_driver_sql("SELECT count(*) FROM done").scalar_one() == 0
    database.engine.dispose()
