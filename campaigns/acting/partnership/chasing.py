"""Who does not answer a proof is reminded after some working days, then the deputy is asked; silence may approve.

How many days, and whether silence ever approves, stands in the convention's rules. Refuses to remind anybody of a
version that the issue is no longer, or of one that has left.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlmodel import Session, col, select

from campaigns.acting.partnership import asking, proof_copies, proof_letters
from campaigns.acting.partnership.outcomes import Outcome
from campaigns.editorial import editions
from campaigns.editorial.models import Edition, Issue
from campaigns.partnership import conventions, snapshotting
from campaigns.partnership.approvals import binding, errors, standing
from campaigns.partnership.approvals.rows import ProofCopyRow, ProofRow, VerdictRow
from campaigns.partnership.approvals.standing import Side, State, Verdict
from campaigns.partnership.conventions import Convention
from campaigns.partnership.designations import verbs as designations
from campaigns.partnership.designations.verbs import Role
from campaigns.post.models import Campaign
from campaigns.post.states import CampaignState
from runtime import audit, clock, working_days
from runtime.installation import Installation
from runtime.language import _, ngettext
from runtime.remedies import Remark


def chase(opened: Installation) -> Outcome:
    """Do what is due today for every proof that still waits."""
    did: list[str] = []
    alerts: list[Remark] = []
    wire: dict[int, dict[str, str]] = {}
    with opened.database.transaction() as session:
        convention = conventions.in_force(session, clock.today(opened.clock))
        for proof in open_proofs(session, opened) if convention else ():
            assert convention is not None
            now = standing.of(
                session, convention, editions.read(session, proof.edition_id), proof.rule, opened.clock.now()
            )
            for side in now.sides:
                if side.state in (State.WAITING, State.NOBODY):
                    act = _side(session, opened, convention, proof, side, wire)
                    did += [f"proof.{act}:{proof.id}"] if act else []
                    if act == "tacit":
                        alerts.append(
                            Remark(
                                _("Sans réponse, {side} est réputé d’accord (accord tacite).").format(side=side.name)
                            )
                        )
    for edition_id, people in wire.items():
        proof_copies.hand_over(opened, edition_id, people)
    return Outcome(tuple(did), tuple(alerts))


def remind(opened: Installation, issue_id: int, actor: str) -> int:
    """Remind everybody who has not answered the version as it is now; return how many.

    Raises:
        campaigns.errors.UnknownIssue; errors.NothingToApprove, errors.ProofChanged: nobody waits for this version.
    """
    with opened.database.transaction() as session:
        convention = asking.in_force(session, opened)
        proof = standing.last_proof(session, issue_id)
        if proof is None or proof not in open_proofs(session, opened):
            raise errors.ProofChanged
        snapshot = editions.read(session, proof.edition_id)
        now = standing.of(session, convention, snapshot, proof.rule, opened.clock.now())
        waiting = {one.code for one in now.sides if one.state is State.WAITING}
        rows = [row for row in _copies(session, proof) if row.side in waiting and row.email]
        for row in rows:
            proof_letters.remind(session, opened, proof, row)
        audit.record(session, opened.clock.now(), actor, "proof.reminded", issue=issue_id, people=len(rows))
    return len(rows)


def said(many: int) -> str:
    """Return how many were reminded, in words."""
    words = ngettext("{n} personne est relancée.", "{n} personnes sont relancées.", many)
    return words.format(n=many) if many else _("Personne n’est à relancer.")


def open_proofs(session: Session, opened: Installation) -> list[ProofRow]:
    """Return the last proof of each issue that has not left, if it still shows what the issue is."""
    launched = (
        select(Edition.issue_id)
        .join(Campaign, col(Campaign.edition_id) == col(Edition.id))
        .where(Campaign.state != CampaignState.CANCELLED.value)
    )
    waiting = (
        select(ProofRow)
        .join(Issue, col(Issue.id) == col(ProofRow.issue_id))
        .where(col(Issue.deleted_at).is_(None), col(ProofRow.issue_id).not_in(launched))
    )
    last = {row.issue_id: row for row in session.exec(waiting.order_by(col(ProofRow.id)))}
    return [row for row in last.values() if _is_current(session, opened, row)]


def _is_current(session: Session, opened: Installation, proof: ProofRow) -> bool:
    snapshot = snapshotting.snapshot(session, opened, proof.issue_id)
    return binding.bond(snapshot.sha256, proof.rule) == proof.bond


def _side(
    session: Session, opened: Installation, convention: Convention, proof: ProofRow, side: Side,
    wire: dict[int, dict[str, str]],
) -> str:  # fmt: skip
    """Do the next thing that is due for a side, and return which; empty when it is too early."""
    today, rules = clock.today(opened.clock), convention.rules
    copies = [row for row in _copies(session, proof) if row.side == side.code and row.email]
    held = designations.holding(session, side.code, Role.FOLLOW_UP, today)
    known = {row.designation_id for row in copies}
    in_office = [row for row in copies if row.designation_id in {one.id for one in held}]
    if not in_office and held:  # whoever was asked is not designated any more
        return _ask(session, opened, convention, proof, held[0], wire, stands_for="")
    unreminded = [row for row in in_office if row.reminded_at is None]
    last = [row for row in in_office if row.reminded_at is not None]
    if not last:
        due = [row for row in unreminded if _is_due(row.sent_at, rules.approval_reminder, today)]
        for row in due:
            proof_letters.remind(session, opened, proof, row)
        return "reminded" if due else ""
    since = max(max(row.sent_at, row.reminded_at or row.sent_at) for row in in_office)
    if deputies := [one for one in held if one.id not in known]:
        if _is_due(since, rules.approval_deputy, today):
            return _ask(session, opened, convention, proof, deputies[0], wire, stands_for=last[0].name)
        return ""
    if rules.approval_tacit and _is_due(since, rules.approval_tacit, today):
        return _tacit(session, opened, proof, side)
    return ""


def _ask(
    session: Session, opened: Installation, convention: Convention, proof: ProofRow,
    person: designations.Designation, wire: dict[int, dict[str, str]], stands_for: str,
) -> str:  # fmt: skip
    row = asking.copy_for(opened, proof, person)
    session.add(row)
    session.flush()
    proof_letters.show(session, opened, convention, proof, row, None, stands_for)
    wire.setdefault(proof.edition_id, {})[row.name] = row.email
    return "deputy_asked" if person.deputy else "asked"


def _tacit(session: Session, opened: Installation, proof: ProofRow, side: Side) -> str:
    sha256 = editions.read(session, proof.edition_id).sha256
    row = VerdictRow(
        issue_id=proof.issue_id, proof_id=proof.id, side=side.code, verdict=Verdict.TACIT.value,
        at=opened.clock.now(), bond=proof.bond, sha256=sha256,
    )  # fmt: skip
    session.add(row)
    session.flush()
    audit.record(
        session, opened.clock.now(), "tick", "proof.tacit", issue=proof.issue_id, side=side.code, edition=sha256
    )
    return "tacit"


def _is_due(since: datetime, days: int, today: date) -> bool:
    return today >= working_days.after(clock.in_paris(since).date(), days)


def _copies(session: Session, proof: ProofRow) -> list[ProofCopyRow]:
    mine = select(ProofCopyRow).where(ProofCopyRow.proof_id == proof.id).order_by(col(ProofCopyRow.id))
    return list(session.exec(mine))
