"""An mbox (RFC 4155): one file, to which letters are appended.

It is only read: rewriting somebody's mail spool just to keep it tidy is not worth the risk.
"""

from __future__ import annotations

import fcntl
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Self

from mailer import errors
from mailer.mailbox.boxes import LARGEST, Found
from runtime.language import _

#: A file is told from the one that replaced it by its first octets.
_MARK = 256
_BEGINS = re.compile(rb"(?:\A|(?<=\n))From [^\n]*\n")
#: How many octets are read at once; letters beyond wait for the next reading.
_MOST = 64_000_000


class Mbox:
    """Reads what was appended since the last time."""

    def __init__(self, path: str) -> None:
        """Open the file of `path`.

        Raises:
            errors.MailboxUnreachable: there is no mbox at `path`.
        """
        self._path = Path(path)
        if not self._path.is_file():
            raise errors.MailboxUnreachable(mailbox=path, reason=_("ce fichier n’existe pas"))
        self._position = ""
        #: The letter that was yielded last.
        self._last = b""

    def __enter__(self) -> Self:
        """Nothing is held open."""
        return self

    def __exit__(self, *problem: object) -> None:
        """Nothing is held open."""

    def letters(self, position: str, most: int) -> Iterator[Found]:
        """Yield the letters after the position read so far; from the beginning when the file was replaced."""
        self._position = position
        mark, data, start = self._read(position)
        begins = [found.start() for found in _BEGINS.finditer(data)]
        for number, begin in enumerate(begins[:most]):
            end = begins[number + 1] if number + 1 < len(begins) else len(data)
            self._position = f"{mark}:{start + end}"
            self._last = data[data.index(b"\n", begin) + 1 : end]
            yield Found(str(start + begin), _unquoted(self._last[:LARGEST]))

    def whole(self, found: Found, most: int) -> bytes:  # noqa: ARG002 -- the letter that was yielded last
        """Return more of the letter that was read last: the file itself was read whole."""
        return _unquoted(self._last[:most])

    def put_away(self, found: Found) -> None:
        """Leave it where it is: `position` is already past it."""

    @property
    def position(self) -> str:
        """The mark of the file and the octet up to which it was read."""
        return self._position

    def _read(self, position: str) -> tuple[str, bytes, int]:
        """Return the mark of the file, what is new in it, and where that begins."""
        known, _colon, offset = position.rpartition(":")
        try:
            with self._path.open("rb") as handle:
                is_free = _is_free(handle)
                first = handle.read(_MARK)
                size = self._path.stat().st_size
                is_same = known == _mark(first, known) and int(offset) <= size
                mark, start = (known, int(offset)) if is_same else (_mark(first), 0)
                handle.seek(start)
                return mark, handle.read(_MOST) if is_free else b"", start
        except OSError as problem:
            reason = problem.strerror or type(problem).__name__
            raise errors.MailboxUnreachable(mailbox=self._path, reason=reason) from None


def _unquoted(raw: bytes) -> bytes:
    return re.sub(rb"(?m)^>(>*From )", rb"\1", raw)


def _mark(first: bytes, like: str = "") -> str:
    """Return the mark of this file: a number of first octets, and their hash; a mark `like` gives the number."""
    many = int(like.partition(":")[0]) if like else len(first)
    return f"{many}:{hashlib.sha256(first[:many]).hexdigest()[:16]}"


def _is_free(handle: IO[bytes]) -> bool:
    """Tell whether no other process is writing; a letter that is being delivered is read the next time."""
    try:
        fcntl.lockf(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a file system without locks
        return True
    return True
