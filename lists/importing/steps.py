"""Steps of long work: between two of them, others may write. Refuses to know how a step is committed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from sqlmodel import Session

#: Commits what was done so far, and lets others have their turn.
Pause: TypeAlias = Callable[[Session], None]


def never(_session: Session) -> None:
    """Go on at once, in the same transaction."""
