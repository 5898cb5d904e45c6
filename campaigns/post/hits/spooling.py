"""Hits on disk before they are answered: files of lines in `<data>/hits/`, written by one process each.

A line is written before the reader is redirected, so a killed process loses nothing, and a machine that loses
power loses at most a fifth of a second. Owns the files and their locks; refuses to judge or to count. What a line
holds is gone within seconds: `counting` keeps verdicts only.
"""

from __future__ import annotations

import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from campaigns.post.hits.robots import Hit
from runtime import logs

_LOCK = ".lock"
_HITS = ".hits"
_FIELDS = 6
_log = logs.logger(__name__)


def folder(data: Path) -> Path:
    """Return where hits wait."""
    return data / "hits"


@dataclass(frozen=True)
class SpoolFile:
    """A file that nobody writes to any more."""

    file: Path

    @property
    def name(self) -> str:
        """A name that no other segment ever has."""
        return self.file.stem

    def hits(self) -> Iterator[tuple[int, Hit]]:
        """Yield each hit with the number of its line; a line that a power cut tore is left out."""
        for number, line in enumerate(self.file.read_bytes().split(b"\n")):
            hit = _parsed(line)
            if hit is not None:
                yield number, hit

    def end(self) -> None:
        """Remove it: everything in it is recorded."""
        self.file.unlink(missing_ok=True)


class Spool:
    """What one process writes; nobody else touches its files while it lives."""

    def __init__(self, data: Path) -> None:
        self._folder = folder(data)
        self._owner = secrets.token_hex(6)
        self._number = 0
        self._lock: int | None = None
        self._open: int | None = None
        self._dirty = False

    def note(self, hit: Hit) -> None:
        """Write one hit. If the disk refuses, the hit is lost, but the reader is still redirected."""
        line = b"%d %d %d %d %s %x\n" % (
            hit.at * 1000, hit.campaign_id, hit.link, hit.delivery_id, hit.rule.encode() or b"-", hit.visitor,
        )  # fmt: skip
        try:
            os.write(self._open if self._open is not None else self._begin(), line)
        except OSError as problem:
            _log.error("a hit was lost", reason=problem.strerror)
        self._dirty = True

    def sync(self) -> None:
        """Wait until what was written is on the disk itself."""
        if self._dirty and self._open is not None:
            self._dirty = False
            os.fsync(self._open)

    def turn(self) -> None:
        """Begin a new segment; the one before can be read now."""
        if self._open is not None:
            self.sync()
            os.close(self._open)
            self._open = None

    def closed(self) -> list[SpoolFile]:
        """Return the segments that can be read, oldest first."""
        open_ = self._file() if self._open is not None else None
        return [segment for segment in _segments(self._folder, self._owner) if segment.file != open_]

    def close(self) -> None:
        """Release the spool; call it when nothing is left to read."""
        self.turn()
        if self._lock is not None:
            (self._folder / f"{self._owner}{_LOCK}").unlink(missing_ok=True)
            os.close(self._lock)
            self._lock = None

    def _begin(self) -> int:
        if self._lock is None:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._lock = _made(self._folder / f"{self._owner}{_LOCK}")
        self._number += 1
        self._open = os.open(self._file(), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        return self._open

    def _file(self) -> Path:
        return self._folder / f"{self._owner}-{self._number:09}{_HITS}"


def left_behind(data: Path) -> Iterator[list[SpoolFile]]:
    """Yield the segments of dead processes, one process at a time; each stays locked until the next is requested."""
    for file in sorted(folder(data).glob(f"*{_LOCK}")):
        lock = _locked(file)
        if lock is None:
            continue
        try:
            yield _segments(folder(data), file.stem)
            file.unlink(missing_ok=True)
        finally:
            os.close(lock)


def has_left_behind(data: Path) -> bool:
    """Tell whether a dead process left segments; keeps no lock."""
    for file in folder(data).glob(f"*{_LOCK}"):
        lock = _locked(file)
        if lock is not None:
            os.close(lock)
            return True
    return False


def orphans(data: Path) -> list[Path]:
    """Return segments whose process left no lock: `left_behind` never finds them."""
    place = folder(data)
    owners = {file.stem for file in place.glob(f"*{_LOCK}")}
    return [file for file in sorted(place.glob(f"*{_HITS}")) if file.stem.rpartition("-")[0] not in owners]


def _made(file: Path) -> int:
    """Make a lock file that becomes visible only once it is locked."""
    hidden = file.with_suffix(".new")
    lock = os.open(hidden, os.O_RDWR | os.O_CREAT, 0o600)
    fcntl.flock(lock, fcntl.LOCK_EX)
    hidden.rename(file)
    return lock


def _locked(file: Path) -> int | None:
    """Return the lock, held; `None` when another process holds or has removed it. It ends with the process."""
    try:
        lock = os.open(file, os.O_RDWR)
    except FileNotFoundError:
        return None
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(lock)
        return None
    return lock


def _segments(place: Path, owner: str) -> list[SpoolFile]:
    return [SpoolFile(file) for file in sorted(place.glob(f"{owner}-*{_HITS}"))]


def _parsed(line: bytes) -> Hit | None:
    fields = line.split(b" ")
    if len(fields) != _FIELDS:
        return None
    with suppress(ValueError):
        at, campaign, link, delivery = map(int, fields[:4])
        rule = fields[4].decode("ascii").strip("-")
        return Hit(at / 1000, campaign, link, delivery, rule, int(fields[5], 16))
    return None
