"""An append-only file outside of the database: what must survive when a backup is restored.

Each line carries the hash of all lines before it, so that a lost, changed or cut line is noticed. Refuses to know what
its entries mean, and never holds an address: the caller hashes addresses first.

    <32 hexadecimal digits> <one JSON object>
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from runtime import errors, logs

if TYPE_CHECKING:
    from sqlmodel import Session

_DIGITS = 32
#: The hash before the first line.
START = "0" * _DIGITS
#: Longer than any line: so much of the end of the file holds the whole last line.
_LONGEST_LINE = 8_192
_PENDING = "journal"
_log = logs.logger(__name__)

Entry = dict[str, Any]


@dataclass(frozen=True)
class Position:
    """How far the journal was read."""

    #: Octets from the beginning.
    offset: int = 0
    #: The hash of the line that ends there.
    head: str = START


@dataclass(frozen=True)
class Reading:
    """What was read, in the order in which it was written."""

    entries: list[Entry]
    #: Where the next reading may begin.
    place: Position
    #: How many lines do not follow from the line before, or cannot be read.
    damaged: int


@dataclass(frozen=True)
class Journal:
    """The journal of one installation."""

    file: Path

    def append(self, entries: Iterable[Entry]) -> None:
        """Append entries, all of them on the disk when it returns.

        Raises:
            errors.JournalUnwritable.
        """
        try:
            with self._locked() as handle:
                end = _end(handle)
                lines = "".join(_lines(entries, end.head))
                # A line that a crash cut short is closed first: it counts as damaged, the next one does not.
                handle.write(("" if end.is_whole else "\n").encode() + lines.encode())
                handle.flush()
                os.fsync(handle.fileno())
        except OSError as problem:
            raise errors.JournalUnwritable(path=self.file, reason=problem.strerror) from None

    def read(self, after: Position | None = None) -> Reading:
        """Return what was written after a position; everything when the position is not one of this file.

        Raises:
            errors.JournalUnreadable.
        """
        try:
            content = self.file.read_bytes()
        except FileNotFoundError:
            return Reading([], Position(), 0)
        except OSError as problem:
            raise errors.JournalUnreadable(path=self.file, reason=problem.strerror) from None
        return _read(content, after if after and _is_known(content, after) else Position())

    def size(self) -> int:
        """Return how many octets there are; zero when there is no file yet."""
        try:
            return self.file.stat().st_size
        except OSError:
            return 0

    @contextmanager
    def _locked(self) -> Iterator[Any]:
        descriptor = os.open(self.file, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(descriptor, "r+b", buffering=0) as handle:
            fcntl.flock(handle, fcntl.LOCK_EX)  # released when the file is closed
            yield handle


def note(session: Session, entry: Entry) -> None:
    """Have an entry appended when the transaction of this session commits."""
    session.info.setdefault(_PENDING, []).append(entry)


def flush(session: Session, journal: Journal | None) -> None:
    """Append what was noted in this session, before its commit: the database never knows more than the journal.

    When the file cannot be written the act goes on: a disk error must not keep a reader from leaving. The tick finds
    what is missing and appends it later.
    """
    entries = session.info.pop(_PENDING, [])
    if journal is None or not entries:
        return
    try:
        journal.append(entries)
    except errors.JournalUnwritable as problem:
        _log.error("journal not written", reason=str(problem))


@dataclass(frozen=True)
class _End:
    head: str
    is_whole: bool


def _end(handle: Any) -> _End:
    size = handle.seek(0, os.SEEK_END)
    handle.seek(max(0, size - _LONGEST_LINE))
    tail: bytes = handle.read()
    lines = tail.split(b"\n")
    whole = [line for line in lines[:-1] if line]
    return _End(_head_of(whole[-1]) if whole else START, not lines[-1])


def _head_of(line: bytes) -> str:
    return line[:_DIGITS].decode("ascii", "replace")


def _lines(entries: Iterable[Entry], head: str) -> Iterator[str]:
    for entry in entries:
        text = json.dumps(entry, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
        head = _follow(head, text)
        yield f"{head} {text}\n"


def _follow(head: str, text: str) -> str:
    return hashlib.sha256(f"{head} {text}".encode()).hexdigest()[:_DIGITS]


def _is_known(content: bytes, place: Position) -> bool:
    """Tell whether a position is one of this file: a restored or exchanged file has other lines there."""
    if place.offset == 0:
        return True
    if place.offset > len(content) or content[place.offset - 1 : place.offset] != b"\n":
        return False
    begin = content.rfind(b"\n", 0, place.offset - 1) + 1
    return _head_of(content[begin : place.offset]) == place.head


def _read(content: bytes, after: Position) -> Reading:
    entries: list[Entry] = []
    head, damaged, offset = after.head, 0, after.offset
    # What follows the last line end is being written, or was cut short: it is read when the next line closes it.
    for line in content[after.offset :].split(b"\n")[:-1]:
        offset += len(line) + 1
        text = line[_DIGITS + 1 :].decode("utf-8", "replace")
        entry = _parsed(text)
        damaged += entry is None or _head_of(line) != _follow(head, text)
        if entry is not None:
            entries.append(entry)
            head = _head_of(line)
    return Reading(entries, Position(offset, head), damaged)


def _parsed(text: str) -> Entry | None:
    try:
        entry = json.loads(text)
    except ValueError:
        return None
    return entry if isinstance(entry, dict) else None
