"""Files of companies, missions locales, contacts and objections, brought in line by line.

Owns the way in: `import_file`. Refuses to commit (the caller does, or rolls back for a rehearsal), to guess
what a damaged value was, and to bring back anybody who asked to be left alone.
"""

from __future__ import annotations

import hashlib
from datetime import datetime

from sqlmodel import Session

from lists.importing import contacts, decoding, lines, organisations, tables
from lists.importing.reports import ImportReport, Notes
from lists.kinds import ImportKind
from lists.models import ImportRun
from runtime.keyring import Keyring
from runtime.language import _


def import_file(
    session: Session,
    raw: bytes,
    name: str,
    kind: ImportKind,
    *,
    mailing_list_id: int,
    keyring: Keyring,
    now: datetime,
    actor: str,
    encoding: str | None = None,
) -> ImportReport:
    """Bring the lines of a delimited text file in and report on each that did not go in as it stands.

    `name` is shown to people, `now` is aware. The same file brings nothing the second time.

    Raises:
        errors.FileRefused: the file as a whole cannot be read; nothing was written.
    """
    notes = Notes()
    numbers: set[int] = set()
    read: list[lines.Line] = []
    for row in tables.read(decoding.decode(raw, name, encoding), name, kind, notes):
        numbers.add(row.line)
        read += filter(None, [lines.read(row, kind, notes)])
    origin = _("import du fichier « {name} »").format(name=name)
    source = contacts.Source(mailing_list_id, keyring, now, origin)
    if kind is ImportKind.OBJECTIONS:
        contacts.object_(session, read, source, notes)
    else:
        if kind is ImportKind.CONTACTS:
            employers = organisations.find(session, read, notes)
        else:
            employers = organisations.write(session, kind, read, source.today, notes)
        contacts.write(session, read, employers, source, notes)
    run = ImportRun(file_name=name, sha256=hashlib.sha256(raw).hexdigest(), kind=kind, at=now, actor=actor)
    return _recorded(session, run, numbers, notes)


def _recorded(session: Session, run: ImportRun, numbers: set[int], notes: Notes) -> ImportReport:
    """Keep a trace of the run, in figures only, and close the report under its number."""
    session.add(run)
    session.flush()
    report = notes.close(run.id or 0, numbers)
    run.counts = report.figures
    session.add(run)
    session.flush()
    return report
