"""Files of companies, missions locales, contacts and objections, brought in line by line, and taken back.

Owns the way in, `import_file`, and the way back, `undoing`. Refuses to commit (the caller does, step by step,
or drops a rehearsal), to guess what a damaged value was, and to bring back anybody who objected.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from lists import origins
from lists.importing import steps, undoing
from lists.importing.changes import ChangeLog
from lists.importing.matching import networks, objections, organisations
from lists.importing.matching.contacts import Contacts
from lists.importing.matching.organisation_lookup import Known
from lists.importing.matching.organisations import Organisations
from lists.importing.matching.signatures import Signatures
from lists.importing.reading import candidates as ways
from lists.importing.reading import decoding, headings, json_directories, lines, tables, workbooks
from lists.importing.reading.candidates import Candidate, Row
from lists.importing.reading.lines import FileLine
from lists.importing.reports import ImportReport, Notes
from lists.importing.sources import ImportSource
from lists.importing.steps import Pause, Progress, Reached
from lists.kinds import ImportKind
from lists.models import ImportRun
from runtime.keyring import Keyring
from runtime.language import _

#: Lines imported at once: memory use stays the same, however long the file, and a step takes less than a second.
_BATCH = 500

Write = Callable[[Sequence[FileLine]], None]


@dataclass(frozen=True, slots=True)
class File:
    """A file that an officer imports, and what the officer says about it."""

    raw: bytes
    #: The name of the file, as people know it.
    name: str
    kind: ImportKind
    #: `None`: it is recognised from the headings.
    encoding: str | None = None
    #: Folded headings of the file and our fields, see `mapping.read`.
    mapped: Mapping[str, str | None] | None = None
    #: Where the addresses come from, shown to the reader who asks; `None`: nobody said so, see `origins`.
    origin: str | None = None
    #: Whether organisations that nobody knows are made from what the lines say, a SIREN or not.
    creates: bool = False
    #: The sheet to read, of a workbook; `None`: the one with most headings.
    sheet: str | None = None
    #: Whether it has a line of headings; otherwise its columns are called by their letters.
    headed: bool = True

    @property
    def sha256(self) -> str:
        """The fingerprint of its bytes, in hexadecimal."""
        return hashlib.sha256(self.raw).hexdigest()

    @property
    def wanted(self) -> headings.Wanted:
        """What is looked for in it."""
        return headings.Wanted(self.kind, self.mapped or {}, creates=self.creates, headed=self.headed)


def import_file(
    session: Session,
    file: File,
    *,
    mailing_list_id: int,
    keyring: Keyring,
    now: datetime,
    actor: str,
    pause: Pause = steps.never,
    reached: Reached = steps.nobody,
) -> ImportReport:
    """Import the lines of a file and report on each one that was not imported as it stands.

    `now` is timezone-aware. `pause` is called between two steps, each of which can stay: whoever wants to write
    meanwhile waits no longer than for one. `reached` is told before each pause how far it is. An import that ended in
    the middle can be undone, or done again: importing the same file a second time changes nothing.

    Raises:
        errors.FileRefused: the file as a whole cannot be read; nothing was written.
    """
    # A file that cannot be read to its end is refused before anything is written.
    total = sum(1 for _row in _read(file, Notes()))
    notes = Notes()
    rows = _read(file, notes)
    undoing.purge(session, now - timedelta(days=undoing.DAYS), pause=pause)
    run = _begun(session, file, mailing_list_id, now, actor)
    evidence = file.origin or _("import du fichier « {name} »").format(name=file.name)
    source = ImportSource(run.id or 0, mailing_list_id, keyring, now, run.origin, evidence, creates=file.creates)
    journal = ChangeLog(session, source.import_id)
    write = _WRITERS[file.kind](session, file.kind, source, journal, notes)
    for batch in _batches(rows, file.kind, source, notes):
        write(batch)
        journal.flush()
        reached(session, Progress(source.import_id, len(notes.lines), total))
        pause(session)
    report = notes.close(source.import_id)
    run.counts = report.figures
    session.add(run)
    session.flush()
    return report


def _read(file: File, notes: Notes) -> Iterator[Row]:
    return tables.read(opened(file, notes), file.name, file.wanted, notes)


def opened(file: File, notes: Notes) -> Sequence[Candidate]:
    """Return the ways to read a file as a table: one for each separator, or for each sheet.

    Raises:
        errors.FileRefused: it cannot be read at all, or lacks the sheet.
    """
    found = _candidates(file, notes)
    return found if file.sheet is None else ways.of_sheet(found, file.sheet, file.name)


def _begun(session: Session, file: File, mailing_list_id: int, now: datetime, actor: str) -> ImportRun:
    run = ImportRun(
        file_name=file.name,
        sha256=file.sha256,
        kind=file.kind,
        mailing_list_id=mailing_list_id,
        origin=file.origin or origins.unstated(),
        at=now,
        actor=actor,
    )
    session.add(run)
    session.flush()
    return run


def _candidates(file: File, notes: Notes) -> list[Candidate]:
    """Return the ways to read a file as a table; its first bytes tell the format, not its name."""
    if workbooks.is_one(file.raw):
        return workbooks.read(file.raw, file.name)
    if json_directories.is_one(file.raw):
        return json_directories.read(file.raw, file.name, file.kind)
    decoded = decoding.decode(file.raw, file.name, file.encoding)
    notes.samples = decoded.samples
    return tables.delimited(decoded, file.name)


def _batches(rows: Iterable[Row], kind: ImportKind, source: ImportSource, notes: Notes) -> Iterator[list[FileLine]]:
    batch: list[FileLine] = []
    for row in rows:
        notes.lines.add(row.line)
        line = lines.read(row, kind, source.today, notes, creates=source.creates)
        if line is not None:
            batch.append(line)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _of_organisations(
    session: Session, kind: ImportKind, source: ImportSource, journal: ChangeLog, notes: Notes
) -> Write:
    employing = Organisations(session, kind, source, journal, notes)
    signing = Signatures(session, source, journal, notes)
    people = Contacts(session, kind, source, journal, notes)

    def write(batch: Sequence[FileLine]) -> None:
        employers = employing.write(batch)
        signing.write(batch, employers)
        networks.serve(session, batch, employers, journal, notes)
        people.write(batch, employers)

    return write


def _of_contacts(session: Session, kind: ImportKind, source: ImportSource, journal: ChangeLog, notes: Notes) -> Write:
    known = Known(session, None)
    people = Contacts(session, kind, source, journal, notes)
    made = Organisations(session, ImportKind.COMPANIES, source, journal, notes) if source.creates else None
    return lambda batch: people.write(batch, organisations.find(known, batch, notes, made))


def _of_objections(
    session: Session, _kind: ImportKind, source: ImportSource, _journal: ChangeLog, notes: Notes
) -> Write:
    return lambda batch: objections.object_(session, batch, source, notes)


_WRITERS = {
    ImportKind.COMPANIES: _of_organisations,
    ImportKind.MISSIONS: _of_organisations,
    ImportKind.CONTACTS: _of_contacts,
    ImportKind.OBJECTIONS: _of_objections,
}
