"""What a person should look at in her lists: who cannot be reached, who is there twice, which addresses look wrong.

Reports only, and refuses to mend anything: that is a file that is exported, put right and imported again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from lists.tidying import addresses, duplicates, reach
from lists.tidying.addresses import SharedBox, Slip
from lists.tidying.duplicates import Duplicate
from lists.tidying.places import Place
from lists.tidying.reach import Missed, Unreachable


@dataclass(frozen=True, slots=True)
class Survey:
    """Everything that was found, each sort by name."""

    without_contact: Sequence[Unreachable]
    not_reached: Sequence[Missed]
    duplicates: Sequence[Duplicate]
    slips: Sequence[Slip]
    shared_boxes: Sequence[SharedBox]


def survey(session: Session, mailing_list_id: int, today: date) -> Survey:
    """Look through the organisations, and through the contacts of one mailing list."""
    return Survey(
        without_contact=reach.without_contact(session, mailing_list_id, today),
        not_reached=reach.not_reached(session),
        duplicates=duplicates.likely(session),
        slips=addresses.slips(session, mailing_list_id),
        shared_boxes=addresses.shared(session, mailing_list_id),
    )


__all__ = ["Duplicate", "Missed", "Place", "SharedBox", "Slip", "Survey", "Unreachable", "survey"]
