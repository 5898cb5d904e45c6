"""Warnings that a person has looked at and does not want to see again, in one issue or in all of its publication."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, or_, select

from campaigns import errors
from campaigns.checking import checks
from campaigns.checking.models import MutedFinding
from campaigns.editorial import issues
from runtime import audit
from runtime.installation import Installation


@dataclass(frozen=True)
class Muted:
    """Codes, sorted."""

    #: In this issue.
    here: tuple[str, ...]
    #: In every issue of its publication.
    always: tuple[str, ...]

    @property
    def codes(self) -> frozenset[str]:
        """All of them."""
        return frozenset(self.here + self.always)

    def as_json(self) -> dict[str, Any]:
        """Return it by the names that scripts know."""
        return {"issue": list(self.here), "always": list(self.always)}


def muted(session: Session, issue_id: int) -> Muted:
    """Return what is muted for an issue.

    Raises:
        errors.UnknownIssue.
    """
    mine = or_(MutedFinding.publication_id == _of(session, issue_id), MutedFinding.issue_id == issue_id)
    rows = session.exec(select(MutedFinding).where(mine).order_by(col(MutedFinding.code))).all()
    here = tuple(row.code for row in rows if row.issue_id is not None)
    return Muted(here, tuple(row.code for row in rows if row.issue_id is None))


def show(opened: Installation, issue_id: int) -> Muted:
    """Return what is muted for an issue.

    Raises:
        errors.UnknownIssue.
    """
    with opened.database.reading() as session:
        return muted(session, issue_id)


def mute(opened: Installation, issue_id: int, code: str, actor: str, *, always: bool = False) -> Muted:
    """Mute a warning in an issue, or in all issues; repeating it changes nothing.

    Raises:
        errors.UnknownIssue.
        errors.UnknownWarning; errors.NotMutable: what blocks is overridden at launch, with a reason.
    """
    now = opened.clock.now()
    with opened.database.transaction() as session:
        known = muted(session, issue_id)
        _require_warning(code)
        if code not in (known.always if always else known.here):
            place = {"publication_id": _of(session, issue_id)} if always else {"issue_id": issue_id}
            session.add(MutedFinding(code=code, since=now, **place))
            session.flush()
        audit.record(session, now, actor, "warning.muted", issue=issue_id, code=code, always=always)
        return muted(session, issue_id)


def unmute(opened: Installation, issue_id: int, code: str, actor: str, *, always: bool = False) -> Muted:
    """Let a warning be seen again, in an issue or in all.

    Raises:
        errors.UnknownIssue.
        errors.NotMuted: it was not muted there.
    """
    with opened.database.transaction() as session:
        muted(session, issue_id)
        mine = MutedFinding.publication_id == _of(session, issue_id)
        where = mine if always else MutedFinding.issue_id == issue_id
        row = session.exec(select(MutedFinding).where(MutedFinding.code == code, where)).first()
        if row is None:
            raise errors.NotMuted(code=code)
        session.delete(row)
        session.flush()
        audit.record(session, opened.clock.now(), actor, "warning.unmuted", issue=issue_id, code=code, always=always)
        return muted(session, issue_id)


def _of(session: Session, issue_id: int) -> int:
    """Return the publication of an issue."""
    return issues.get(session, issue_id).publication_id


def _require_warning(code: str) -> None:
    rules = {rule.code: rule for rule in checks.RULES}
    if code not in rules:
        raise errors.UnknownWarning(code=code)
    if rules[code].blocking:
        raise errors.NotMutable(code=code)
