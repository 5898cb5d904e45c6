"""Where a proposal may stand and how it came, and the words for it. Words only."""

from __future__ import annotations

from enum import StrEnum

from runtime.language import N_


class ProposalState(StrEnum):
    """Where a proposal stands; whether it appeared is said by its item."""

    #: The partner who sees proposals first has not seen it yet.
    AWAITING = "awaiting"
    #: To be read in the newsroom.
    RECEIVED = "received"
    ACCEPTED = "accepted"
    DECLINED = "declined"


class ProposalOrigin(StrEnum):
    """How it came."""

    PAGE = "page"
    MAIL = "mail"


#: What people read.
NAMES = {
    ProposalState.AWAITING: N_("attend le partenaire"),
    ProposalState.RECEIVED: N_("à relire"),
    ProposalState.ACCEPTED: N_("acceptée"),
    ProposalState.DECLINED: N_("déclinée"),
}
#: Instead of « acceptée », once readers have it.
APPEARED = N_("parue")
