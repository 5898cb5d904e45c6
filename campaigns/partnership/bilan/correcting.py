"""A committee corrects a status that the engine computed: with a reason, and both stay printed.

Refuses a correction without a reason, and one of a clause that the convention does not count.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from campaigns.partnership.bilan import periods
from campaigns.partnership.bilan.models import StatusCorrection
from campaigns.partnership.bilan_errors import CorrectionRefused
from campaigns.partnership.conventions import Convention
from campaigns.partnership.errors import CommitmentUnknown
from campaigns.partnership.statuses.status import Status
from runtime import audit, clock
from runtime.installation import Installation
from runtime.language import _
from templates import typed_text

#: Characters of a reason.
_LONGEST = 600


@dataclass(frozen=True)
class Correction:
    """What the committee said of a status."""

    status: Status
    reason: str
    on: date


def correct(opened: Installation, commitment: str, status: Status, reason: str, actor: str) -> Correction:
    """Put the committee's status beside the computed one.

    Raises:
        NoConvention: there is none.
        CommitmentUnknown: the convention does not count such a clause.
        CorrectionRefused: the reason is missing or too long.
        templates.errors.TextRefused.
    """
    said = " ".join(reason.split())
    typed_text.require_printable(said)
    if not said:
        raise CorrectionRefused(field="reason", reason=_("dites pourquoi : la raison est imprimée dans le bilan"))
    if len(said) > _LONGEST:
        long = _("{many} caractères au plus, il y en a {n}").format(many=_LONGEST, n=len(said))
        raise CorrectionRefused(field="reason", reason=long)
    return _keep(opened, commitment, status.value, said, actor) or Correction(status, said, clock.today(opened.clock))


def withdraw(opened: Installation, commitment: str, actor: str) -> None:
    """Take the committee's word back: the computed status holds again.

    Raises:
        NoConvention, CommitmentUnknown.
    """
    _keep(opened, commitment, "", "", actor)


def _keep(opened: Installation, commitment: str, status: str, reason: str, actor: str) -> Correction | None:
    now = opened.clock.now()
    with opened.database.transaction() as session:
        convention = periods.current(session, clock.in_paris(now).date())
        if commitment not in [one.id for one in convention.counted]:
            known = ", ".join(one.id for one in convention.counted)
            raise CommitmentUnknown(id=commitment, known=known)
        row = StatusCorrection(
            convention=convention.version,
            commitment=commitment,
            status=status,
            reason=reason,
            corrected_on=clock.in_paris(now).date(),
            actor=actor,
        )
        session.add(row)
        act = "status.corrected" if status else "status.restored"
        audit.record(session, now, actor, act, commitment=commitment, status=status)
        return _value(row)


def standing(session: Session, convention: Convention, until: date) -> dict[str, Correction]:
    """Return the correction that holds on a day of each commitment that has one."""
    rows = session.exec(
        select(StatusCorrection)
        .where(StatusCorrection.convention == convention.version, col(StatusCorrection.corrected_on) <= until)
        .order_by(col(StatusCorrection.id))
    )
    newest = {row.commitment: _value(row) for row in rows}
    return {commitment: one for commitment, one in newest.items() if one is not None}


def _value(row: StatusCorrection) -> Correction | None:
    return Correction(Status(row.status), row.reason, row.corrected_on) if row.status else None
