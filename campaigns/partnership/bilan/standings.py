"""How each commitment stands on a day: what is known of it, what follows from that, and what the committee says.

Owns how evidence becomes an occasion or a proof. What follows from both is decided in `statuses`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session

from campaigns.partnership import evidence
from campaigns.partnership.bilan import correcting, designated, planned
from campaigns.partnership.bilan.correcting import Correction
from campaigns.partnership.conventions import Commitment, Convention
from campaigns.partnership.evidence import Evidence, sent_letters
from campaigns.partnership.evidence.sent_letters import SentLetter
from campaigns.partnership.statuses import judging
from campaigns.partnership.statuses.cases import Call, Period
from campaigns.partnership.statuses.status import Judgement, Status
from campaigns.partnership.transmissions import kept_lists
from runtime import json_values
from runtime.language import _


@dataclass(frozen=True)
class Standing:
    """One commitment on a day."""

    commitment: Commitment
    computed: Judgement
    #: What the committee says instead; `None` when it says nothing.
    correction: Correction | None
    #: Oldest first; nothing later than the day of the look.
    evidence: tuple[Evidence, ...]
    #: Until when it can still be kept; `None` when that is settled.
    due: date | None

    @property
    def status(self) -> Status:
        """The status that holds."""
        return self.correction.status if self.correction else self.computed.status

    @property
    def why(self) -> str:
        """The reason that holds, in a sentence."""
        return self.correction.reason if self.correction else self.computed.reason

    def as_json(self) -> dict[str, Any]:
        """Return it by the names that `relais bilan` promises."""
        correction = self.correction and {
            "status": self.correction.status.value,
            "reason": self.correction.reason,
            "on": self.correction.on.isoformat(),
        }
        return {
            "id": self.commitment.id,
            "short": self.commitment.short,
            "text": self.commitment.text,
            "debtor": list(self.commitment.debtor),
            "creditor": list(self.commitment.creditor),
            "status": self.status.value,
            "reason": self.why,
            "computed": {"status": self.computed.status.value, "reason": self.computed.reason},
            "correction": correction,
            "due": self.due.isoformat() if self.due else None,
            "evidence": [_evidence(one) for one in self.evidence],
        }


def _evidence(one: Evidence) -> dict[str, Any]:
    said = json_values.document(one)
    # Who declared it is known to the audit; a review names no person.
    return {name: value for name, value in said.items() if name not in ("actor", "commitment")}


def of(session: Session, convention: Convention, on: date, since: date | None = None) -> tuple[Standing, ...]:
    """Return how each counted commitment stands on a day, in the order of the clauses.

    `since` begins the period that is looked at, that of the convention by default; its last day ends it.
    """
    return over(session, convention, since or convention.first_day, convention.last_day, on)


def over(session: Session, convention: Convention, since: date, until: date, on: date) -> tuple[Standing, ...]:
    """Return how each counted commitment stands on a day, seen over the days of a period."""
    period = Period(since, until, convention.last_day)
    known = [one for one in evidence.listed(session, convention, since, until) if not _is_designation(one)]
    known += designated.terms(session, convention, since, until)
    known += planned.meetings(session, convention, on)
    called = evidence.occasions(session, convention, since, until)
    issues = _issues(sent_letters.sent(session, since, min(until, on)))
    corrections = correcting.standing(session, convention, on)
    found = []
    for commitment in convention.counted:
        proofs = [one for one in known if one.commitment == commitment.id]
        acts = [one for one in called if one.commitment == commitment.id and one.act != _ISSUE]
        calls = _calls(session, commitment, acts, issues, period)
        computed = judging.judged(commitment, proofs, calls, period, on)
        seen = sorted(
            (one for one in proofs if one.on <= min(until, on)), key=lambda one: (one.on, one.act, one.subject)
        )
        correction = corrections.get(commitment.id)
        status = correction.status if correction else computed.status
        due = convention.last_day if status == Status.UPCOMING else None
        found.append(Standing(commitment, computed, correction, tuple(seen), due))
    return tuple(found)


def _is_designation(one: Evidence) -> bool:
    return one.act.startswith(designated.ACT)


def _calls(
    session: Session,
    commitment: Commitment,
    acts: Iterable[Evidence],
    issues: Mapping[int, Call],
    period: Period,
) -> list[Call]:
    """Return what called for it: acts that its clause names, issues that left, companies that signed."""
    calls = [Call(one.on, one.subject, one.text) for one in acts]
    if _ISSUE in commitment.occasions:
        calls += issues.values()
    if _SIGNATURE in commitment.occasions:
        signed = kept_lists.registered(session, period.first_day, period.last_day)
        calls += [
            Call(max(one.signed_on, one.registered_on), f"signatory:{one.organisation_id}", one.name) for one in signed
        ]
    return calls


_ISSUE, _SIGNATURE = "issue", "signature"


def _issues(letters: Iterable[SentLetter]) -> Mapping[int, Call]:
    """Return each numbered issue that left, once, on its first day."""
    found: dict[int, Call] = {}
    for letter in letters:
        issue = letter.snapshot.issue
        if issue.number is not None and not letter.snapshot.is_special:
            name = _("le n° {number}").format(number=issue.number)
            found.setdefault(issue.id, Call(letter.on, f"issue:{issue.id}", name))
    return found
