"""What a reply means for one letter: accepted, deferred or refused; why; and whether writing again is pointless.

The reason comes from `mailer.reasons`, the kind from the first digit only. Refuses to call a refusal hard only because
it is permanent: most 5yz replies blame the sender, the content or the time, not the address.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from mailer import reasons
from mailer.reasons import Reason
from mailer.smtp_replies import Reply

__all__ = ["Decision", "Reason", "SmtpStage", "Verdict", "classify"]


class SmtpStage(StrEnum):
    """The command that a reply answers."""

    #: No command: our own guard answered, the server was not asked.
    GUARD = "guard"
    MAIL = "mail"
    RCPT = "rcpt"
    DATA = "data"
    #: The letter and its final dot.
    CONTENT = "content"


class Decision(StrEnum):
    """What becomes of the letter."""

    ACCEPTED = "accepted"
    #: A new attempt later may succeed.
    DEFERRED = "deferred"
    REFUSED = "refused"


@dataclass(frozen=True)
class Verdict:
    """The meaning of one reply."""

    kind: Decision
    reason: Reason
    #: This address or domain does not exist or will never take mail again.
    hard: bool
    #: Enhanced status code; `<class>.0.0` when the server gave none.
    status: str


_KINDS = {2: Decision.ACCEPTED, 4: Decision.DEFERRED, 5: Decision.REFUSED}


def classify(reply: Reply, stage: SmtpStage) -> Verdict:
    """Return what `reply` means for the letter whose `stage` it answers.

    A refusal of the sender (`Stage.MAIL`) is never hard: the server has not seen the reader's address yet.
    """
    kind = _KINDS.get(reply.code // 100, Decision.REFUSED)
    status = reply.status or f"{reply.code // 100}.0.0"
    if kind is Decision.ACCEPTED:
        return Verdict(kind, Reason.ACCEPTED, hard=False, status=status)
    reason = reasons.explain(reply.text, reply.status, reply.code)
    if reply.code == 552 and stage is SmtpStage.CONTENT and reason is Reason.MAILBOX_FULL and reply.status is None:
        reason = Reason.TOO_BIG
    hard = kind is Decision.REFUSED and reason in reasons.HARD and stage is not SmtpStage.MAIL
    return Verdict(kind, reason, hard=hard, status=status)
