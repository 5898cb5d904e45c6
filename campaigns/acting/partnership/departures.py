"""Whether an issue may leave as far as the partners are concerned, and leaving without their approval, with a reason.

Asked by the launch, in its transaction; where there is no convention, nobody is asked.
"""

from __future__ import annotations

from sqlmodel import Session

from accounts.models import Account
from campaigns.checking.findings import Finding
from campaigns.editorial.snapshots import Snapshot
from campaigns.partnership import conventions, snapshotting
from campaigns.partnership.approvals import audience_rules, errors, standing
from campaigns.partnership.approvals.rows import VerdictRow
from campaigns.partnership.approvals.standing import Side, Standing, State, Verdict
from runtime import audit, clock
from runtime.installation import Installation
from runtime.language import N_, _

#: The finding of a launch that nobody approved.
CODE = "not_approved"
#: What each state keeps a letter from, in a sentence.
_WHY = {
    State.CORRECTION: N_("{side} demande une correction : « {comment} »."),
    State.WAITING: N_("Le bon à tirer attend la réponse de : {side}."),
    State.STALE: N_("Le numéro a changé depuis la validation par {side} : il doit être revalidé."),
    State.NOT_ASKED: N_("Le bon à tirer n’a pas été demandé : {side} doit valider ce numéro."),
    State.NOBODY: N_("{side} doit valider ce numéro, et personne n’y est désigné aujourd’hui."),
}


def missing(session: Session, opened: Installation, snapshot: Snapshot, segment: str | None) -> tuple[Finding, ...]:
    """Return what keeps an issue from leaving to a segment, `None` for the whole list; empty when nothing does."""
    now = where(session, opened, snapshot, segment)
    if now is None or now.may_leave:
        return ()
    return tuple(Finding(CODE, why(one), blocking=True) for one in now.sides if not one.is_fine)


def reason(session: Session, opened: Installation, snapshot: Snapshot, segment: str | None) -> str:
    """Return why a version leaves without an approval; empty when it needs none, or has all."""
    now = where(session, opened, snapshot, segment)
    if now is None or now.override is None or all(one.is_fine for one in now.sides):
        return ""
    return now.override.comment


def where(session: Session, opened: Installation, snapshot: Snapshot, segment: str | None) -> Standing | None:
    """Return where an issue stands with its approvals today; `None` when no convention is in force."""
    convention = conventions.in_force(session, clock.today(opened.clock))
    if convention is None:
        return None
    return standing.of(session, convention, snapshot, audience_rules.of(session, segment), opened.clock.now())


def why(side: Side) -> str:
    """Return what a side keeps the letter from, in a sentence."""
    name = side.name[:1].upper() + side.name[1:]
    comment = side.answer.comment if side.answer else ""
    words = _(_WHY[side.state])
    return words.format(side=name if words.startswith("{side}") else side.name, comment=comment)


def override(opened: Installation, issue_id: int, segment: str | None, reason: str, actor: str) -> None:
    """Let the version as it is now leave without the approvals that it lacks.

    Raises:
        campaigns.errors.UnknownIssue; lists.errors.SegmentUnknown; errors.ReasonMissing (`reason`).
    """
    with opened.database.transaction() as session:
        snapshot = snapshotting.snapshot(session, opened, issue_id)
        record(session, opened, snapshot, segment, reason, actor)


def record(
    session: Session, opened: Installation, snapshot: Snapshot, segment: str | None, reason: str, actor: str
) -> None:
    """Do the same inside the transaction of a launch."""
    said = reason.strip()
    if not said:
        raise errors.ReasonMissing(field="reason", reason=_("écrivez pourquoi la lettre part sans validation"))
    now = where(session, opened, snapshot, segment)
    if now is None or now.may_leave:
        return
    lacking = ", ".join(one.name for one in now.sides if not one.is_fine)
    session.add(VerdictRow(
        issue_id=snapshot.issue.id, verdict=Verdict.OVERRIDDEN.value, name=_name(session, actor),
        function=lacking, comment=said, at=opened.clock.now(), bond=now.bond, sha256=now.sha256,
    ))  # fmt: skip
    session.flush()
    audit.record(
        session, opened.clock.now(), actor, "proof.overridden",
        issue=snapshot.issue.id, edition=now.sha256, reason=said,
    )  # fmt: skip


def _name(session: Session, actor: str) -> str:
    """Return what people call whoever acts."""
    kind, _colon, number = actor.partition(":")
    account = session.get(Account, int(number)) if kind == "user" and number.isdigit() else None
    return account.name if account else number or actor
