"""Lists that wait for a person, by name. Each face knows how a person reaches them."""

from __future__ import annotations

from runtime.language import _
from runtime.remedies import Remark, Remedy


class Call(Remedy):
    """Something to look at."""

    #: Requests about data that wait for an answer.
    REQUESTS = "requests.waiting"
    #: Letters that came back and that no machine may answer.
    LETTERS = "letters.pending"
    #: People who gave no sign for too long.
    SILENT = "readers.silent"
    SILENT_SEVERAL = "readers.silent.several"
    #: A campaign that stopped and asks whether it may go on.
    DECISION = "campaign.decision"


def decision(campaign_id: int, reason: str) -> Remark:
    """Say that a campaign stopped and asks a person; `reason` is a clause."""
    said = _("L’envoi n° {id} attend une décision : {reason}").format(id=campaign_id, reason=reason)
    return Remark(said, Call.DECISION)
