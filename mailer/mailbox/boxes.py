"""What every mailbox can do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, Protocol, Self

#: How many octets of a letter are read: a report has said everything before that point.
LARGEST = 400_000
#: The folder of the letters that were understood.
FOLDER = "Relais"


class Found(NamedTuple):
    """One letter of a mailbox."""

    #: Its position in the mailbox.
    place: str
    #: At most `LARGEST` octets of it.
    raw: bytes


class Box(Protocol):
    """A mailbox that is open; use it as a context manager."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *problem: object) -> None: ...

    def letters(self, position: str, most: int) -> Iterator[Found]:
        """Yield at most `most` letters that came after `position`, oldest first; an empty position is the beginning.

        Raises:
            errors.MailboxUnreachable.
        """
        ...

    def whole(self, found: Found, most: int) -> bytes:
        """Return at most `most` octets of a letter that `letters` has just yielded; its beginning when it is gone.

        Raises:
            errors.MailboxUnreachable.
        """
        ...

    def put_away(self, found: Found) -> None:
        """Move a letter to the folder where people find it; leave it in place where this mailbox cannot move letters.

        Raises:
            errors.MailboxUnreachable.
        """
        ...

    @property
    def position(self) -> str:
        """How far `letters` has read; meaningful to this mailbox only."""
        ...
