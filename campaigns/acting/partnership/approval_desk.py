"""The bon à tirer of an issue as the console and the command line show it: who, what, when, and what changed since.

Without a convention nobody approves, and the desk says so. Refuses to change anything.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from campaigns.acting.partnership import chasing, proof_letters
from campaigns.editorial import editions, issues
from campaigns.partnership import conventions, snapshotting
from campaigns.partnership.approvals import binding, standing
from campaigns.partnership.approvals.differences import Change
from campaigns.partnership.approvals.rows import ProofRow
from campaigns.partnership.approvals.standing import Answer, Asked, Side, Standing, State
from runtime import clock
from runtime.installation import Installation


@dataclass(frozen=True)
class Shown:
    """A version that was shown."""

    asked_at: Any
    sha256: str
    #: To whom the letter goes, in words.
    audience: str
    people: tuple[Asked, ...]
    #: Whether the issue is still this.
    is_current: bool


@dataclass(frozen=True)
class Desk:
    """Where an issue stands with those who must approve it."""

    #: `None` when no convention is in force: nobody has to approve.
    standing: Standing | None
    #: The last version that was shown; `None` while there is none.
    last: Shown | None
    #: The segment that it was shown for, empty for the whole list.
    segment: str
    #: What changed since that version, or the one that was approved.
    changes: tuple[Change, ...]
    #: All answers, the newest first.
    history: tuple[Answer, ...]
    #: Addresses of those who were last asked « pour avis ».
    opinions: tuple[str, ...]
    #: Whether somebody can be reminded.
    can_remind: bool

    @property
    def sides(self) -> tuple[Side, ...]:
        """Those who must approve."""
        return self.standing.sides if self.standing else ()

    @property
    def is_waiting(self) -> bool:
        """Whether somebody was asked for this very version and has not answered."""
        return any(one.state is State.WAITING for one in self.sides)

    def as_json(self) -> dict[str, Any]:
        """Return the shape that `relais issues approve` promises."""
        return {
            "hash": self.standing.sha256 if self.standing else None,
            "approvals": [one.as_json() for one in self.sides],
        }


def look(opened: Installation, issue_id: int) -> Desk:
    """Return where an issue stands.

    Raises:
        campaigns.errors.UnknownIssue.
    """
    with opened.database.reading() as session:
        issues.get(session, issue_id)
        convention = conventions.in_force(session, clock.today(opened.clock))
        snapshot = snapshotting.snapshot(session, opened, issue_id)
        proof = standing.last_proof(session, issue_id)
        rule = proof.rule if proof else None
        now = standing.of(session, convention, snapshot, rule, opened.clock.now()) if convention else None
        is_current = proof is not None and binding.bond(snapshot.sha256, rule) == proof.bond
        before = proof_letters.baseline(session, issue_id)
        return Desk(
            standing=now,
            last=_last(session, proof, is_current=is_current) if proof else None,
            segment=proof.segment if proof else "",
            changes=proof_letters.changes(session, before, snapshot, proof.segment if proof else ""),
            history=tuple(reversed(standing.answered(session, issue_id))),
            opinions=_opinions(session, issue_id),
            can_remind=now is not None and proof is not None and is_current
            and any(one.state is State.WAITING for one in now.sides)
            and proof.id in [one.id for one in chasing.open_proofs(session, opened)],
        )  # fmt: skip


def _last(session: Session, proof: ProofRow, *, is_current: bool) -> Shown:
    sha256 = editions.read(session, proof.edition_id).sha256
    people = standing.people(session, proof.id or 0)
    return Shown(proof.asked_at, sha256, proof_letters.said_audience(proof.segment), people, is_current)


def _opinions(session: Session, issue_id: int) -> tuple[str, ...]:
    """Return whom to suggest: who was last asked « pour avis » for this issue, or else for the one before."""
    mine = select(ProofRow).where(ProofRow.issue_id == issue_id).order_by(col(ProofRow.id).desc())
    last = (
        session.exec(mine.limit(1)).first()
        or session.exec(select(ProofRow).order_by(col(ProofRow.id).desc()).limit(1)).first()
    )
    people = standing.people(session, last.id or 0) if last else ()
    return tuple(one.name for one in people if not one.side)
