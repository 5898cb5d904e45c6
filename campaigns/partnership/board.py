"""The convention on one board: what is kept, due and missing today.

Owns the order in which an officer reads it: what is missing first. Refuses to judge: that is done in `statuses`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from campaigns.partnership import conventions
from campaigns.partnership.bilan import standings
from campaigns.partnership.bilan.standings import Standing
from campaigns.partnership.conventions import Commitment, Convention
from campaigns.partnership.errors import CommitmentUnknown, NoConvention
from campaigns.partnership.statuses.status import Status
from runtime import clock
from runtime.installation import Installation

#: The groups of the board, in their order.
GROUPS = ((Status.NOT_KEPT, Status.PARTLY), (Status.UPCOMING,), (Status.KEPT,), (Status.NOT_APPLICABLE,))


@dataclass(frozen=True)
class Board:
    """What the partners promised each other, as it stands today."""

    convention: Convention
    #: Whether its last day has passed, and nothing renews it (« échue »).
    ended: bool
    today: date
    #: One for each of `GROUPS`.
    groups: tuple[tuple[Standing, ...], ...]
    #: What is not counted: principles, and headings over other clauses.
    others: tuple[Commitment, ...]

    @property
    def days_left(self) -> int:
        """Days until the last day; negative once it has passed."""
        return (self.convention.last_day - self.today).days


def look(opened: Installation) -> Board | None:
    """Return the board of the convention in force, else of the last one that ended; `None` without a convention."""
    today = clock.today(opened.clock)
    with opened.database.reading() as session:
        held = conventions.in_force(session, today)
        over = None if held else conventions.ended(session, today)
        convention = held or over or conventions.newest(session)
        if convention is None:
            return None
        found = standings.of(session, convention, today)
    return Board(
        convention=convention,
        ended=over is not None,
        today=today,
        groups=tuple(tuple(one for one in found if one.status in statuses) for statuses in GROUPS),
        others=tuple(one for one in convention.commitments if not one.counted),
    )


def standing(opened: Installation, commitment: str) -> tuple[Board, Standing]:
    """Return how one clause stands today, with the board that it belongs to.

    Raises:
        errors.NoConvention, errors.CommitmentUnknown.
    """
    board = look(opened)
    if board is None:
        raise NoConvention(day=clock.today(opened.clock).isoformat())
    for one in (each for group in board.groups for each in group):
        if one.commitment.id == commitment:
            return board, one
    raise CommitmentUnknown(id=commitment, known=", ".join(one.id for one in board.convention.counted))
