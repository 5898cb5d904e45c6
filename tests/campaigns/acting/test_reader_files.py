"""Readers as files: each act is remembered, a rehearsal and a refusal are not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from sqlmodel import Session

from campaigns import errors
from campaigns.acting import reader_files
from lists import errors as lists_errors
from lists import importing
from lists.importing.reports import ImportReport
from lists.kinds import ImportKind
from lists.models import Contact
from runtime import audit, file_locks
from runtime.database import Database
from runtime.errors import FieldRefused
from runtime.files import File
from runtime.installation import Installation
from tests import audited, cast

LINES = b"SIREN;Raison sociale;Courriel\n552100554;Ateliers Brumevent;zoe@brumevent.example\n"
HEADINGS = File("colonnes.json", '{"Raison sociale": "Dénomination", "Courriel": "E-mail"}'.encode())


@pytest.fixture
def desk(opened: Installation) -> Installation:
    """An installation with a publication."""
    with opened.database.transaction() as session:
        cast.publish(session)
    return opened


def bring(desk: Installation, lines: bytes = LINES, *, rehearsal: bool = False) -> ImportReport:
    """Bring a file of companies in."""
    file = importing.File(lines, "lecteurs.csv", ImportKind.COMPANIES)
    return reader_files.bring(desk, file, headings=HEADINGS, rehearsal=rehearsal, actor="test")


def test_a_file_is_brought_in_and_remembered(desk: Installation) -> None:
    """With the columns that another file names; the figures stand in the act, no value does."""
    report = bring(desk)
    (run,) = reader_files.imports(desk)

    assert (report.created, report.rejected) == (1, ())
    assert audited.acts(desk) == [("readers.imported", {"id": report.id, **report.figures})]
    assert (run.id, run.file, run.kind, run.actor) == (report.id, "lecteurs.csv", ImportKind.COMPANIES, "test")
    assert run.as_json()["counts"] == report.figures


def test_a_rehearsal_says_the_same_and_writes_nothing(desk: Installation) -> None:
    """Of an import, and of taking one back."""
    assert bring(desk, rehearsal=True).created == 1
    assert (reader_files.imports(desk), audited.acts(desk)) == ((), [])
    number = bring(desk).id
    assert reader_files.undo(desk, number, rehearsal=True, actor="test").created == 1

    assert reader_files.imports(desk)[0].undone_at is None
    assert [act for act, _details in audited.acts(desk)] == ["readers.imported"]


def test_an_import_is_taken_back_and_remembered(desk: Installation) -> None:
    """By whom, too."""
    number = bring(desk).id
    report = reader_files.undo(desk, number, actor="test")

    assert reader_files.imports(desk)[0].undone_by == "test"
    assert audited.acts(desk)[-1] == ("readers.import_undone", {"id": number, **report.figures})
    with pytest.raises(lists_errors.ImportUndoRefused):
        reader_files.undo(desk, number, actor="test")


def test_what_cannot_be_read_leaves_no_trace(desk: Installation, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor does what is too heavy to be a list of readers."""
    with pytest.raises(lists_errors.FileRefused):
        bring(desk, b"\x89PNG")
    monkeypatch.setattr(reader_files, "HEAVIEST", 10)
    with pytest.raises(errors.FileRefused, match="200 Mo"):
        bring(desk)

    assert (reader_files.imports(desk), audited.acts(desk)) == ((), [])


@pytest.mark.parametrize(("name", "begins"), [("e.csv", b"\xef\xbb\xbf"), ("E.XLSX", b"PK")])
def test_readers_are_taken_out_as_the_file_that_was_named(desk: Installation, name: str, begins: bytes) -> None:
    """Who took them out is remembered, and how many."""
    bring(desk)
    taken = reader_files.take_out(desk, ImportKind.COMPANIES, name, actor="test")

    assert (taken.as_json(), taken.left_out) == ({"rows": 1}, 0)
    assert taken.files[name].startswith(begins)
    assert audited.acts(desk)[-1] == ("readers.exported", {"publication": 1, "kind": "companies", "rows": 1})


def test_a_file_of_another_sort_is_not_written(desk: Installation) -> None:
    """And nobody took anything out."""
    with pytest.raises(FieldRefused) as refused:
        reader_files.take_out(desk, ImportKind.COMPANIES, "e.txt", actor="test")

    assert (refused.value.field, audited.acts(desk)) == ("file", [])


def test_what_to_look_at_knows_its_document(desk: Installation) -> None:
    """And changes nothing."""
    bring(desk, LINES.replace(b"zoe@brumevent.example", b""))
    document = reader_files.survey(desk).as_json()

    assert [one["why"] for one in document["without_contact"]] == ["nobody"]
    assert set(document) == {"without_contact", "not_reached", "duplicates", "typo_domains", "shared_boxes"}


def _siren(number: int) -> int:
    """Return nine digits whose check digit is right (Luhn)."""
    body = number * 10
    digits = [int(one) for one in f"{body:09d}"]
    total = sum(sum(divmod(2 * one, 10)) if place % 2 else one for place, one in enumerate(digits))
    return body + -total % 10


_LINE = b"%09d;Soci\xc3\xa9t\xc3\xa9 %d;n%d@s%d.example\n"
_MANY = b"SIREN;Raison sociale;Courriel\n" + b"".join(_LINE % (_siren(one), one, one, one) for one in range(1, 1601))


@pytest.fixture
def cut(desk: Installation, monkeypatch: pytest.MonkeyPatch) -> Callable[[int], Installation]:
    """Return an installation whose database dies after so many steps."""

    def made(steps: int) -> Installation:
        left = iter(range(steps))
        whole = Database.pause

        def pause(database: Database, session: Session) -> None:
            whole(database, session)
            if next(left, None) is None:
                raise KeyboardInterrupt

        monkeypatch.setattr(Database, "pause", pause)
        return desk

    return made


def test_others_write_between_two_steps(desk: Installation, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever leaves waits for a few hundred lines, however long the file; both ways."""
    written = []
    whole = Database.pause

    def pause(database: Database, session: Session) -> None:
        whole(database, session)
        with database.transaction(patience=0.1) as other:
            audit.record(other, desk.clock.now(), "test", "reader.left")
        written.append(1)

    monkeypatch.setattr(Database, "pause", pause)
    number = bring(desk, _MANY).id
    steps = len(written)
    reader_files.undo(desk, number, actor="test")

    assert steps >= 4
    assert len(written) >= 2 * steps


@pytest.mark.parametrize("again", ["bring", "undo"])
def test_an_import_that_was_cut_is_told_and_can_be_ended_either_way(
    cut: Callable[[int], Installation], monkeypatch: pytest.MonkeyPatch, again: str
) -> None:
    """What is there is whole lines, each of them on record."""
    desk = cut(1)
    with pytest.raises(KeyboardInterrupt):
        bring(desk, _MANY)
    monkeypatch.undo()
    (run,) = reader_files.imports(desk)
    assert not run.is_whole
    half = _people(desk)
    assert 0 < half < 1600

    if again == "undo":
        assert reader_files.undo(desk, run.id, actor="test").created == half
        assert _people(desk) == 0
    else:
        report = bring(desk, _MANY)
        assert (report.created, report.unchanged) == (1600 - half, half)
        assert _people(desk) == 1600


def test_an_undoing_that_was_cut_goes_on(
    cut: Callable[[int], Installation], monkeypatch: pytest.MonkeyPatch, desk: Installation
) -> None:
    """And says what it had not done yet; until then it is told that it has begun."""
    number = bring(desk, _MANY).id
    with pytest.raises(KeyboardInterrupt):
        reader_files.undo(cut(1), number, actor="test")
    monkeypatch.undo()
    assert reader_files.imports(desk)[0].is_half_undone

    assert reader_files.undo(desk, number, actor="test").skipped == ()
    assert _people(desk) == 0
    assert not reader_files.imports(desk)[0].is_half_undone


def test_two_imports_do_not_mix(desk: Installation) -> None:
    """The second is told to wait."""
    with file_locks.held(desk.settings.data / "import.lock"), pytest.raises(lists_errors.ImportUnderWay):
        bring(desk)


def test_a_file_that_breaks_off_late_writes_nothing(desk: Installation) -> None:
    """A quotation mark that is never closed, after a thousand good lines."""
    with pytest.raises(lists_errors.FileRefused):
        bring(desk, _MANY + b'552100554;"Ateliers;zoe@brumevent.example\n')

    assert (_people(desk), reader_files.imports(desk)) == (0, ())


def test_a_rehearsal_keeps_nobody_waiting(desk: Installation, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also on SQLite, which knows one writer: it works on a copy, of which nothing is left."""
    whole = importing.import_file

    def slow(session: Session, file: importing.File, **given: Any) -> ImportReport:
        report = whole(session, file, **given)
        with desk.database.transaction(patience=0.1) as other:
            audit.record(other, desk.clock.now(), "test", "reader.left")
        return report

    monkeypatch.setattr(importing, "import_file", slow)
    assert bring(desk, rehearsal=True).created == 1

    assert [act for act, _details in audited.acts(desk)] == ["reader.left"]
    assert list(desk.settings.data.glob("rehearsal-*")) == []


def _people(desk: Installation) -> int:
    with desk.database.reading() as session:
        return session.scalar(sa.select(sa.func.count()).select_from(Contact)) or 0
