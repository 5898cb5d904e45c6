"""What an officer should check in the lists: who cannot be reached, who is there twice, which addresses look wrong.

Reports only, and refuses to correct anything: for that a file is exported, corrected and imported again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session

from lists.tidying import addresses, duplicates, unreachable
from lists.tidying.addresses import SharedBox, Slip
from lists.tidying.duplicates import Duplicate
from lists.tidying.organisation_summaries import OrganisationSummary
from lists.tidying.unreachable import Missed, Unreachable
from runtime.language import N_

#: What people read instead of the words that scripts use.
WHY = {
    unreachable.NOBODY: N_("aucun contact connu"),
    unreachable.BOUNCED: N_("adresse en échec"),
    unreachable.OUT: N_("aucun contact inscrit"),
    duplicates.SAME_SIREN: N_("même SIREN"),
    duplicates.NEAR_NAMES: N_("noms proches"),
    duplicates.SAME_ADDRESS: N_("même adresse"),
    addresses.GENERIC: N_("boîte partagée"),
    addresses.SEVERAL_ORGANISATIONS: N_("la même adresse dans plusieurs organisations"),
}


@dataclass(frozen=True, slots=True)
class Survey:
    """Everything that was found, each sort by name."""

    without_contact: tuple[Unreachable, ...]
    not_reached: tuple[Missed, ...]
    duplicates: tuple[Duplicate, ...]
    slips: tuple[Slip, ...]
    shared_boxes: tuple[SharedBox, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the shape that `relais readers tidy` promises."""
        return {
            "without_contact": [one.as_json() for one in self.without_contact],
            "not_reached": [one.as_json() for one in self.not_reached],
            "duplicates": [one.as_json() for one in self.duplicates],
            "typo_domains": [one.as_json() for one in self.slips],
            "shared_boxes": [one.as_json() for one in self.shared_boxes],
        }


def survey(session: Session, mailing_list_id: int, today: date) -> Survey:
    """Look through the organisations, and through the contacts of one mailing list."""
    return Survey(
        without_contact=tuple(unreachable.without_contact(session, mailing_list_id, today)),
        not_reached=tuple(unreachable.not_reached(session)),
        duplicates=tuple(duplicates.likely(session)),
        slips=tuple(addresses.slips(session, mailing_list_id)),
        shared_boxes=tuple(addresses.shared(session, mailing_list_id)),
    )


__all__ = ["WHY", "Duplicate", "Missed", "OrganisationSummary", "SharedBox", "Slip", "Survey", "Unreachable", "survey"]
