"""Readers as files: each act is remembered, a rehearsal and a refusal are not."""

from __future__ import annotations

import pytest

from campaigns import errors
from campaigns.acting import reader_files
from lists import errors as lists_errors
from lists import importing
from lists.importing.reports import ImportReport
from lists.kinds import ImportKind
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
