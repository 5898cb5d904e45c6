"""What became of one letter that was offered to a server."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from mailer import verdicts
from mailer.smtp_replies import Reply
from mailer.verdicts import SmtpStage, Verdict


class OutcomeKind(StrEnum):
    """The five ways in which an attempt can end."""

    #: The server answered the final dot with 2yz: it is responsible for the letter now.
    ACCEPTED = "accepted"
    #: A 4yz reply to this letter.
    DEFERRED = "deferred"
    #: A 5yz reply to this letter, or a refusal by our own guard.
    REFUSED = "refused"
    #: The final dot was written and no reply to it can be relied upon: the letter may be on its way (RFC 1047).
    UNCERTAIN = "uncertain"
    #: The connection ended before any byte of the letter was written: trying again costs nothing.
    UNSENT = "unsent"


@dataclass(frozen=True, slots=True)
class Outcome:
    """The end of one attempt."""

    kind: OutcomeKind
    #: The command at which it ended; `guard` when the server was not asked.
    stage: SmtpStage
    #: The server's reply, or the one that our guard gives in its place. Of an unsent letter: the 421, if one came.
    reply: Reply | None = None

    @property
    def verdict(self) -> Verdict | None:
        """What the reply means, where there is one."""
        return None if self.reply is None else verdicts.classify(self.reply, self.stage)


_KINDS = {2: OutcomeKind.ACCEPTED, 4: OutcomeKind.DEFERRED, 5: OutcomeKind.REFUSED}


def answered(reply: Reply, stage: SmtpStage) -> Outcome:
    """Return the outcome that a reply of 2yz, 4yz or 5yz means at `stage`.

    Before the dot a 421 is about the connection, not about this letter, which is unsent.
    """
    if reply.code == 421 and stage is not SmtpStage.CONTENT:
        return Outcome(OutcomeKind.UNSENT, stage, reply)
    return Outcome(_KINDS[reply.code // 100], stage, reply)
