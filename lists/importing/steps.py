"""Steps of long work: between two of them, others may write. Refuses to know how a step is committed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from sqlmodel import Session

#: Commits what was done so far, and lets others have their turn.
Pause: TypeAlias = Callable[[Session], None]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an import is."""

    import_id: int
    #: Lines of data: read so far, and in the whole file.
    done: int
    total: int


#: Is told how far an import is, in the transaction that holds it.
Reached: TypeAlias = Callable[[Session, Progress], None]


def never(_session: Session) -> None:
    """Go on at once, in the same transaction."""


def nobody(_session: Session, _progress: Progress) -> None:
    """Tell nobody."""
