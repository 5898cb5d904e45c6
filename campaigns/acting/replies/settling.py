"""A person's decision on returned letters that no machine may answer."""

from __future__ import annotations

from dataclasses import dataclass

from campaigns import errors
from campaigns.acting.replies import effects
from campaigns.post.returns import pending
from campaigns.post.returns.pending import Decision
from runtime import audit
from runtime.installation import Installation
from runtime.language import _


@dataclass(frozen=True)
class Settled:
    """What a person decided about a letter."""

    letter_id: int
    decision: Decision

    def as_json(self) -> dict[str, object]:
        """Return the shape that `relais bounces settle` promises."""
        return {"id": self.letter_id, "decision": self.decision.value}


def settle(
    opened: Installation, letter_id: int, decision: Decision, actor: str, *, publication: str | None = None
) -> Settled:
    """Do what a person decided about a letter, and class it; what a machine wrote of people is forgotten.

    `publication` says which publication the sender leaves, when the letter does not tell and there are several.

    Raises:
        errors.UnknownPending, errors.PublicationUnknown; errors.SenderUnclear: nobody can be unsubscribed.
        errors.PublicationRefused: one is named where nobody is unsubscribed.
        errors.NothingToUndo: the letter has unsubscribed nobody, or the reader left in another way too.
        lists.errors.ReplacementRefused: the letter names no replacement, or one who may not be written to.
    """
    if publication is not None and decision is not Decision.UNSUBSCRIBE:
        raise errors.PublicationRefused(field="publication", reason=_("elle ne se donne que pour une désinscription"))
    now = opened.clock.now()
    with opened.database.transaction() as session:
        letter = pending.get(session, letter_id)
        details = {"letter": letter_id, "decision": decision.value}
        if decision is Decision.UNSUBSCRIBE:
            details["list"] = effects.unsubscribe(session, opened, letter, publication)
        elif decision is Decision.UNDO:
            details["list"] = effects.undo(session, opened, letter)
        elif decision is Decision.REPLACE:
            effects.replace_by(session, opened, letter, letter.replacement)
        pending.settle(session, letter, decision, opened.clock.epoch())
        audit.record(session, now, actor, "letter.settled", **details)
    return Settled(letter_id, decision)
