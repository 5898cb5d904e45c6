"""Where an issue stands with those who must approve it: side by side, for exactly what it is now.

An answer counts for one bond (see `binding`): after a change it waits, and counts again when the old text is back. The
last word of a side is the one that counts. Refuses to change anything.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlmodel import Session, col, select

from campaigns.editorial.snapshots import Snapshot
from campaigns.partnership.approvals import binding, scopes
from campaigns.partnership.approvals.rows import ProofCopyRow, ProofRow, VerdictRow
from campaigns.partnership.conventions import Convention
from campaigns.partnership.designations import verbs as designations
from campaigns.partnership.designations.verbs import Role
from runtime import clock
from runtime.language import N_, _


class Verdict(StrEnum):
    """What was answered."""

    APPROVED = "approved"
    CORRECTION = "correction"
    #: Nobody answered, and the rules say that this is a yes.
    TACIT = "tacit"
    #: The issue may leave without an answer: somebody took that upon themselves, with a reason.
    OVERRIDDEN = "overridden"


class State(StrEnum):
    """Where a side stands."""

    APPROVED = "approved"
    TACIT = "tacit"
    CORRECTION = "correction"
    WAITING = "waiting"
    #: It approved another version.
    STALE = "stale"
    NOT_ASKED = "not_asked"
    NOBODY = "nobody"


#: Each in words, and the kind of its mark in the console.
STATES = {
    State.APPROVED: (N_("validé"), "ready"),
    State.TACIT: (N_("accord tacite"), "ready"),
    State.CORRECTION: (N_("correction demandée"), "stopped"),
    State.WAITING: (N_("réponse attendue"), "todo"),
    State.STALE: (N_("à revalider"), "todo"),
    State.NOT_ASKED: (N_("pas encore demandé"), "draft"),
    State.NOBODY: (N_("personne n’est désigné"), "stopped"),
}


@dataclass(frozen=True)
class Answer:
    """What somebody answered."""

    side: str
    verdict: Verdict
    #: Who, as people know them; empty for silence.
    name: str
    function: str
    comment: str
    #: In Paris.
    at: datetime
    #: What it holds for, and the fingerprint of the edition.
    bond: str
    sha256: str


@dataclass(frozen=True)
class Asked:
    """Somebody who was asked, or is only shown the letter."""

    name: str
    function: str
    #: Empty for a reader « pour avis ».
    side: str
    deputy: bool
    sent_at: datetime
    reminded_at: datetime | None


@dataclass(frozen=True)
class Side:
    """Where one partner stands."""

    code: str
    #: « le CNML », « du Conseil national … ».
    name: str
    of: str
    state: State
    #: Its last answer, to whatever version.
    answer: Answer | None
    #: Who was asked for the version as it is now.
    asked: tuple[Asked, ...]

    @property
    def is_fine(self) -> bool:
        """Whether the issue may leave as far as this partner is concerned."""
        return self.state in (State.APPROVED, State.TACIT)

    @property
    def words(self) -> str:
        """The state, in words."""
        return _(STATES[self.state][0])

    def as_json(self) -> dict[str, Any]:
        """Return it by the names that scripts know."""
        said = self.answer
        return {
            "side": self.code,
            "state": self.state.value,
            "by": said.name if said else None,
            "at": said.at.isoformat() if said else None,
            "comment": said.comment if said else None,
        }


@dataclass(frozen=True)
class Standing:
    """Where an issue stands with all of them."""

    sha256: str
    bond: str
    #: Those who must approve, in the order of the convention.
    sides: tuple[Side, ...]
    #: The override that holds for this version.
    override: Answer | None

    @property
    def may_leave(self) -> bool:
        """Whether nothing is missing."""
        return self.override is not None or all(one.is_fine for one in self.sides)


def of(
    session: Session, convention: Convention, snapshot: Snapshot, rule: dict[str, Any] | None, now: datetime
) -> Standing:
    """Return where an issue stands as it is now, if it were sent by this rule; `None` is the whole list."""
    bond = binding.bond(snapshot.sha256, rule)
    issue_id = snapshot.issue.id
    answers = answered(session, issue_id)
    current = [one for one in answers if one.bond == bond]
    copies = _copies(session, issue_id, bond)
    sides = tuple(
        _side(session, convention, code, current, answers, copies, now)
        for code in scopes.required(convention, snapshot)
    )
    overrides = [one for one in current if one.verdict is Verdict.OVERRIDDEN]
    return Standing(snapshot.sha256, bond, sides, overrides[-1] if overrides else None)


def answered(session: Session, issue_id: int) -> tuple[Answer, ...]:
    """Return all answers about an issue, to whatever version, oldest first."""
    rows = session.exec(select(VerdictRow).where(VerdictRow.issue_id == issue_id).order_by(col(VerdictRow.id)))
    return tuple(_answer(row) for row in rows)


def last_proof(session: Session, issue_id: int) -> ProofRow | None:
    """Return the last version of an issue that was shown; `None` while there is none."""
    mine = select(ProofRow).where(ProofRow.issue_id == issue_id)
    return session.exec(mine.order_by(col(ProofRow.id).desc()).limit(1)).first()


def people(session: Session, proof_id: int) -> tuple[Asked, ...]:
    """Return to whom a version was shown."""
    mine = select(ProofCopyRow).where(ProofCopyRow.proof_id == proof_id).order_by(col(ProofCopyRow.id))
    return tuple(_asked(row) for row in session.exec(mine))


def _side(
    session: Session, convention: Convention, code: str, current: list[Answer], answers: tuple[Answer, ...],
    copies: list[ProofCopyRow], now: datetime,
) -> Side:  # fmt: skip
    said = [one for one in current if one.side == code]
    ever = [one for one in answers if one.side == code]
    asked = tuple(_asked(row) for row in copies if row.side == code)
    if said:
        state = State(said[-1].verdict.value)
    elif asked:
        state = State.WAITING
    elif any(one.verdict is not Verdict.CORRECTION for one in ever):
        state = State.STALE
    elif designations.holding(session, code, Role.FOLLOW_UP, clock.in_paris(now).date()):
        state = State.NOT_ASKED
    else:
        state = State.NOBODY
    partner = convention.partner(code)
    answer = said[-1] if said else (ever[-1] if ever else None)
    named = (partner.short, partner.of) if partner else (code, code)
    return Side(code, *named, state, answer, asked)


def _copies(session: Session, issue_id: int, bond: str) -> list[ProofCopyRow]:
    query = (
        select(ProofCopyRow)
        .join(ProofRow, col(ProofRow.id) == col(ProofCopyRow.proof_id))
        .where(ProofRow.issue_id == issue_id, ProofRow.bond == bond)
    )
    return list(session.exec(query.order_by(col(ProofCopyRow.id))))


def _answer(row: VerdictRow) -> Answer:
    return Answer(
        row.side, Verdict(row.verdict), row.name, row.function, row.comment, clock.in_paris(row.at), row.bond,
        row.sha256,
    )  # fmt: skip


def _asked(row: ProofCopyRow) -> Asked:
    reminded = clock.in_paris(row.reminded_at) if row.reminded_at else None
    return Asked(row.name, row.function, row.side, row.deputy, clock.in_paris(row.sent_at), reminded)
