"""The plan of a departure: to whom an issue is to go, when, who gets it at once, and what somebody overrides.

One row an issue: it survives a reload, a closed laptop and another officer, who sees who changed it. Refuses a window
that is over or closes before it opens, and a plan that somebody else changed meanwhile.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import Session

from campaigns.acting import launching, trials
from campaigns.acting.preparing import errors
from campaigns.checking.findings import Finding
from campaigns.editorial import issues, trial_groups
from campaigns.post.plan_rows import DeparturePlan
from lists.kinds import Policy
from lists.segments import saved
from runtime import audit, clock
from runtime.clock import PARIS
from runtime.errors import FieldRefused
from runtime.installation import Installation
from runtime.language import _, ngettext

#: Findings that no reason helps: nobody to write to, nothing to send, a second letter to the same readers, and what the
#: law asks of every letter.
NEVER = frozenset({
    "nobody", "empty", "template_fault", "already_launched", "sender_missing", "basis_missing", "no_unsubscribe",
    "subject_missing", "unsafe_letter",
})  # fmt: skip
#: Characters of a reason.
LONGEST_REASON = 1_000


@dataclass(frozen=True)
class Wish:
    """What a person chooses."""

    #: A segment's name; empty is the whole list.
    segment: str = ""
    policy: Policy = Policy.ALL
    #: In Paris; `None`: as soon as it is confirmed.
    not_before: datetime | None = None
    not_after: datetime | None = None
    #: Names of trial groups.
    witnesses: tuple[str, ...] = ()

    def order(self, issue_id: int) -> launching.Order:
        """Return what a launch would be asked."""
        return launching.Order(
            issue_id, self.segment or None, self.not_before, self.not_after, policy=self.policy
        )  # fmt: skip


@dataclass(frozen=True)
class Plan:
    """What was chosen, and by whom."""

    wish: Wish = Wish()
    #: 0: nobody has chosen anything yet.
    revision: int = 0
    #: Who changed it last, as acts are recorded, and when; empty and `None` at revision 0.
    actor: str = ""
    at: datetime | None = None
    #: Code of a finding -> reason, and the fingerprint of what was found then.
    overrides: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    def reason(self, findings: Iterable[Finding]) -> str:
        """Return why the letter leaves although these findings of one code block; empty when nobody said so.

        A reason holds for what was found then, in the same words, and for nothing else.
        """
        found = list(findings)
        reason, mark = self.overrides.get(found[0].code, ("", "")) if found else ("", "")
        return reason if mark == fingerprint(found) else ""


def fingerprint(findings: Iterable[Finding]) -> str:
    """Return the fingerprint of what some findings say."""
    return hashlib.sha256("\n".join(sorted(one.message for one in findings)).encode()).hexdigest()


def kept(opened: Installation, issue_id: int) -> Plan:
    """Return the plan of an issue.

    Raises:
        campaigns.errors.UnknownIssue, campaigns.errors.IssueInBin.
    """
    with opened.database.reading() as session:
        issues.get(session, issue_id)
        return _plan(session.get(DeparturePlan, issue_id))


def keep(opened: Installation, issue_id: int, wish: Wish, revision: int, actor: str) -> Plan:
    """Keep what a person chose; `revision` is that of the plan that they had before them.

    Raises:
        campaigns.errors.UnknownIssue, campaigns.errors.IssueInBin.
        runtime.errors.FieldRefused (`segment`, `day`, `until_day`, `witnesses`).
        errors.PlanMoved.
    """
    _require_window(wish, opened.clock.now())
    _require_few(opened, issue_id, wish.witnesses)
    with opened.database.transaction() as session:
        issues.get(session, issue_id)
        _require_segment(session, wish.segment, opened.clock.now())
        row = _row(session, opened, issue_id, revision, actor)
        row.segment, row.policy, row.witnesses = wish.segment, wish.policy.value, list(wish.witnesses)
        row.not_before, row.not_after = _epoch(wish.not_before), _epoch(wish.not_after)
        session.add(row)
        audit.record(session, opened.clock.now(), actor, "issue.planned", issue=issue_id)
        return _plan(row)


def override(opened: Installation, issue_id: int, findings: Iterable[Finding], reason: str, actor: str) -> Plan:
    """Note why an issue leaves although these findings of one code block.

    Raises:
        campaigns.errors.UnknownIssue, campaigns.errors.IssueInBin; errors.NeverOverridden.
        runtime.errors.FieldRefused (`reason`): there is none, or it is too long.
    """
    found, said = list(findings), reason.strip()
    if not found or found[0].code in NEVER:
        raise errors.NeverOverridden
    if not said:
        raise FieldRefused(field="reason", reason=_("écrivez pourquoi la lettre part ainsi"))
    if len(said) > LONGEST_REASON:
        raise FieldRefused(field="reason", reason=_("{n} caractères au plus").format(n=LONGEST_REASON))
    with opened.database.transaction() as session:
        issues.get(session, issue_id)
        now = session.get(DeparturePlan, issue_id)
        row = _row(session, opened, issue_id, now.revision if now else 0, actor)
        row.overrides = row.overrides | {found[0].code: {"reason": said, "sha256": fingerprint(found)}}
        session.add(row)
        audit.record(
            session, opened.clock.now(), actor, "issue.overridden", issue=issue_id, code=found[0].code, reason=said
        )  # fmt: skip
        return _plan(row)


def addresses(opened: Installation, issue_id: int, names: Iterable[str]) -> tuple[str, ...]:
    """Return the addresses of these trial groups, each once; a group that is gone has none.

    Raises:
        campaigns.errors.UnknownIssue.
    """
    wanted = set(names)
    groups = trial_groups.listed(opened, issue_id)
    return tuple(dict.fromkeys(one for group in groups if group.name in wanted for one in group.addresses))


def _row(session: Session, opened: Installation, issue_id: int, revision: int, actor: str) -> DeparturePlan:
    """Return the row to change, unless it is no longer what the person had before them."""
    row = session.get(DeparturePlan, issue_id, with_for_update=True)
    if (row.revision if row else 0) != revision:
        raise errors.PlanMoved
    now = opened.clock.now()
    if row is None:
        return DeparturePlan(issue_id=issue_id, actor=actor, at=now)
    row.revision, row.actor, row.at = row.revision + 1, actor, now
    return row


def _plan(row: DeparturePlan | None) -> Plan:
    if row is None:
        return Plan()
    wish = Wish(
        row.segment, Policy(row.policy), _moment(row.not_before), _moment(row.not_after), tuple(row.witnesses)
    )  # fmt: skip
    overrides = {code: (said["reason"], said["sha256"]) for code, said in row.overrides.items()}
    return Plan(wish, row.revision, row.actor, clock.in_paris(row.at), overrides)


def _require_window(wish: Wish, now: datetime) -> None:
    if wish.not_before is not None and wish.not_before < now:
        raise FieldRefused(field="day", reason=_("ce moment est déjà passé"))
    if wish.not_after is not None and wish.not_after <= (wish.not_before or now):
        raise FieldRefused(field="until_day", reason=_("la lettre n’aurait plus le temps de partir"))


def _require_few(opened: Installation, issue_id: int, names: tuple[str, ...]) -> None:
    many = len(addresses(opened, issue_id, names))
    if many > trials.MOST:
        words = ngettext(
            "{most} adresses témoins au plus, et ces groupes en ont {n}",
            "{most} adresses témoins au plus, et ces groupes en ont {n}",
            many,
        )
        raise FieldRefused(field="witnesses", reason=words.format(most=trials.MOST, n=many))


def _require_segment(session: Session, name: str, now: datetime) -> None:
    if name and name not in {one.name for one in saved.everything(session)}:
        raise FieldRefused(field="segment", reason=_("ce segment n’existe plus : choisissez-en un autre"))
    if name:
        saved.found(session, name, now)


def _epoch(when: datetime | None) -> int | None:
    return int(when.timestamp()) if when else None


def _moment(epoch: int | None) -> datetime | None:
    return datetime.fromtimestamp(epoch, PARIS) if epoch is not None else None
