"""What every mailbox can do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, Protocol, Self

#: Octets of a letter that are read: a report says what it has to say before it quotes that much.
LARGEST = 400_000
#: The folder of what was understood.
FOLDER = "Relais"


class Found(NamedTuple):
    """One letter of a mailbox."""

    #: Where it stands there.
    place: str
    #: At most `LARGEST` octets of it.
    raw: bytes


class Box(Protocol):
    """A mailbox that is open; use it as a context manager."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *problem: object) -> None: ...

    def letters(self, position: str, most: int) -> Iterator[Found]:
        """Yield at most so many letters that came after `position`, oldest first; an empty position is the beginning.

        Raises:
            errors.MailboxUnreachable.
        """
        ...

    def put_away(self, found: Found) -> None:
        """Move a letter out of the way, to where a person finds it; leave it where this mailbox cannot move it.

        Raises:
            errors.MailboxUnreachable.
        """
        ...

    @property
    def position(self) -> str:
        """How far the letters were read that `letters` has yielded; meaningful to this mailbox only."""
        ...
