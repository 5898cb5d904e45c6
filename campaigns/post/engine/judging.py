"""From what a server said to what the ledger records: the one table between `mailer` and `ledger`. Pure."""

from __future__ import annotations

from campaigns.post import retries, states, weighing
from campaigns.post.ledger import Claimed, Outcome
from campaigns.post.states import State
from mailer import smtp, verdicts

#: A reply is kept as evidence, not as a novel.
_LONGEST_REPLY = 500


def outcome(row: Claimed, lease_id: int, said: smtp.Outcome, now: int, *, resends: bool) -> Outcome:
    """Return what to record of one attempt; `resends` when the campaign chose that for uncertain letters.

    Even then a letter leaves three times at most: a server that takes letters and never says so would be sent the
    same one for two days.
    """
    match said.kind:
        case smtp.Kind.UNSENT:
            return Outcome(row.id, lease_id, State.PLANNED)
        case smtp.Kind.UNCERTAIN if not resends or row.attempts + 1 >= states.MOST_RESENDS:
            return Outcome(row.id, lease_id, State.UNCERTAIN, _text(said))
        case smtp.Kind.UNCERTAIN:
            again = retries.next_at(row.attempts + 1, row.id, now)
            return Outcome(row.id, lease_id, State.PLANNED, _text(said), next_at=again)
        case smtp.Kind.ACCEPTED:
            return Outcome(row.id, lease_id, State.ACCEPTED, _text(said))
        case smtp.Kind.DEFERRED:
            again = retries.next_at(row.attempts + 1, row.id, now)
            return Outcome(row.id, lease_id, State.DEFERRED, _text(said), _reason(said), again)
        case smtp.Kind.REFUSED:
            hard = row.address_key if _is_hard(said) else None
            return Outcome(row.id, lease_id, State.REFUSED, _text(said), _reason(said), hard=hard)


def _text(said: smtp.Outcome) -> str:
    return "" if said.reply is None else str(said.reply)[:_LONGEST_REPLY]


def _reason(said: smtp.Outcome) -> str:
    return said.verdict.reason.value if said.verdict else ""


def _is_hard(said: smtp.Outcome) -> bool:
    """Only the server's own word at RCPT says that an address will never exist; our guard's does not. What holds for a
    whole domain must be heard again (`weighing`).
    """
    if said.stage is not verdicts.Stage.RCPT or said.verdict is None:
        return False
    return said.verdict.hard and said.verdict.reason not in weighing.REPEATED
