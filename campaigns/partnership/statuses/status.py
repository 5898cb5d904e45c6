"""The five answers to « est-ce tenu ? », and how a handler gives its own: a status with the reason, in a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from runtime.language import N_


class Status(StrEnum):
    """How a commitment stands on a day."""

    NOT_KEPT = "not_kept"
    PARTLY = "partly"
    UPCOMING = "upcoming"
    NOT_APPLICABLE = "not_applicable"
    KEPT = "kept"


#: As people read them; the order is that of a review: what is missing comes first.
NAMES = {
    Status.NOT_KEPT: N_("non tenu"),
    Status.PARTLY: N_("en partie"),
    Status.UPCOMING: N_("à venir"),
    Status.NOT_APPLICABLE: N_("sans objet"),
    Status.KEPT: N_("tenu"),
}


@dataclass(frozen=True)
class Judgement:
    """What a handler found."""

    status: Status
    #: One or two whole sentences in French; they name nobody.
    reason: str
