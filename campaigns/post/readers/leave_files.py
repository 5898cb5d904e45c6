"""Departures on the disk: one file each in `<data>/leaves/`, written before the reader is answered.

A file holds the token of the letter and the moment, never an address. Owns the files; refuses to read a token.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_ENDING = ".leave"


@dataclass(frozen=True)
class WaitingLeave:
    """One departure that waits to be recorded."""

    file: Path
    token: str
    #: Seconds since 1970.
    at: int

    @property
    def name(self) -> str:
        """A name that no other departure has."""
        return self.file.stem

    def end(self, *, is_read: bool) -> None:
        """Remove it: it is recorded. What no key of ours has signed is put aside for a person."""
        with suppress(FileNotFoundError):  # another process has recorded it
            if is_read:
                self.file.unlink()
            else:
                self.file.rename(self.file.with_suffix(".unreadable"))


def folder(data: Path) -> Path:
    """Return where departures wait."""
    return data / "leaves"


def note(data: Path, token: str, at: int) -> None:
    """Put a departure on the disk; it is there when this returns, or `OSError` is raised."""
    place = folder(data)
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    name = f"{at}-{secrets.token_hex(8)}"
    hidden = place / f"{name}.new"
    descriptor = os.open(hidden, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        os.write(descriptor, f"{at} {token}\n".encode("ascii"))
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    hidden.rename(place / f"{name}{_ENDING}")
    _sync(place)


def is_any(data: Path) -> bool:
    """Tell whether a departure waits; cheap enough to be asked before every letter."""
    try:
        with os.scandir(folder(data)) as found:
            return any(one.name.endswith(_ENDING) for one in found)
    except (FileNotFoundError, NotADirectoryError):
        return False


def waiting(data: Path) -> Iterator[WaitingLeave]:
    """Yield the departures that wait, oldest first."""
    for file in sorted(folder(data).glob(f"*{_ENDING}")):
        try:
            at, _space, token = file.read_text("ascii").strip().partition(" ")
            yield WaitingLeave(file, token, int(at))
        except FileNotFoundError:  # another process has recorded it
            continue
        except ValueError:
            yield WaitingLeave(file, "", 0)


def _sync(place: Path) -> None:
    descriptor = os.open(place, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
