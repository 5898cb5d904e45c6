"""The last look before a departure, and the launch that it leads to.

What is shown comes from the query that the launch inserts from; whoever sends says what they read (how many, which
version, which plan), and nothing leaves when any of it moved. Refuses a second campaign: pressing twice, going back or
two officers at once lead to the one that there is.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from campaigns import errors as campaign_errors
from campaigns.acting import issue_desk, launching, trials
from campaigns.acting.departing.moments import MARGIN
from campaigns.acting.issue_desk import Desk
from campaigns.acting.partnership import departures
from campaigns.acting.preparing import departure_words, plans
from campaigns.acting.preparing.errors import AlreadyLaunched, PlanMoved
from campaigns.acting.preparing.plans import NEVER, Plan
from campaigns.acting.trials import Trial
from campaigns.checking import checks, drafts
from campaigns.checking.findings import Finding
from campaigns.partnership.approvals.standing import Answer, Side
from lists import audiences
from runtime import audit
from runtime.errors import FieldRefused, RelaisError
from runtime.installation import Installation
from runtime.language import _


@dataclass(frozen=True)
class Blocked:
    """Findings of one code that keep the issue from leaving, or would without a reason."""

    code: str
    findings: tuple[Finding, ...]
    #: Whether a reason lets the letter leave.
    may_pass: bool
    #: The reason that was given for exactly this; empty while there is none.
    reason: str


@dataclass(frozen=True)
class Approvals:
    """Where the bon à tirer stands for this version and these recipients."""

    given: tuple[Side, ...] = ()
    #: What is missing, a sentence each.
    lacking: tuple[str, ...] = ()
    #: Why the letter may leave without it; `None` while nobody decided that.
    override: Answer | None = None

    @property
    def blocks(self) -> bool:
        """Whether it keeps the letter from leaving."""
        return bool(self.lacking) and self.override is None


@dataclass(frozen=True)
class LastLook:
    """What a person reads before they send."""

    desk: Desk
    plan: Plan
    #: The version that was read.
    sha256: str
    audience: audiences.Count
    blocked: tuple[Blocked, ...]
    approvals: Approvals
    witnesses: tuple[str, ...]
    #: The campaign by which it already leaves, or has left; `None` while there is none.
    campaign: int | None
    #: Whether the moment that was chosen is over.
    is_late: bool
    #: The subject that is tried beside the first; empty for none.
    second_subject: str = ""

    @property
    def may_leave(self) -> bool:
        """Whether nothing keeps the letter from leaving."""
        is_free = all(one.may_pass and one.reason for one in self.blocked) and not self.approvals.blocks
        return is_free and not self.is_late and self.campaign is None and self.audience.contacts > 0

    @property
    def sentences(self) -> tuple[str, ...]:
        """What will happen."""
        said = departure_words.sentences(
            self.desk, self.plan.wish, self.audience, self.witnesses, self.approvals.given
        )  # fmt: skip
        second = _("Deux objets seront essayés ; le second est « {subject} ».")
        return (*said, second.format(subject=self.second_subject)) if self.second_subject else said


@dataclass(frozen=True)
class Read:
    """What a person read, and typed to confirm it."""

    #: As it was typed: figures, perhaps with spaces.
    typed: str
    recipients: int
    sha256: str
    #: The revision of the plan.
    plan: int


@dataclass(frozen=True)
class Sent:
    """A departure that was just confirmed."""

    campaign: int
    audience: int
    #: When the first letter leaves, as screens say it; in Paris.
    leaves: datetime
    #: What became of the letters to the addresses that get it at once; `None` without any.
    witnesses: Trial | None
    #: Why none of them could be sent; empty otherwise.
    problem: str


def look(opened: Installation, issue_id: int) -> LastLook:
    """Return what would happen if the plan of an issue were confirmed now.

    Raises:
        campaigns.errors.UnknownIssue, campaigns.errors.IssueInBin; lists.errors.ListsError: its segment is gone.
    """
    plan = plans.kept(opened, issue_id)
    order, now = plan.wish.order(issue_id), opened.clock.now()
    draft, _muted = launching.look(opened, order)
    opens = now + timedelta(seconds=order.grace)
    return LastLook(
        desk=issue_desk.open_(opened, issue_id),
        plan=plan,
        sha256=draft.snapshot.sha256,
        audience=draft.audience,
        blocked=_blocked(plan, draft),
        approvals=_approvals(opened, draft, order.segment),
        witnesses=plans.addresses(opened, issue_id, plan.wish.witnesses),
        campaign=draft.launched[-1] if draft.launched else None,
        is_late=_is_late(plan, now, opens),
        second_subject=draft.snapshot.issue.second_subject,
    )


def override(opened: Installation, issue_id: int, code: str, reason: str, actor: str) -> None:
    """Note why an issue leaves although a check found something that blocks; it holds for what is found now.

    Raises:
        as `look` and `plans.override`.
    """
    found = next((one for one in look(opened, issue_id).blocked if one.code == code), None)
    plans.override(opened, issue_id, found.findings if found else (), reason, actor)


def override_approval(opened: Installation, issue_id: int, reason: str, actor: str) -> None:
    """Let the version as it is now leave, to those whom the plan names, without the approvals that it lacks.

    Raises:
        as `departures.override`.
    """
    segment = plans.kept(opened, issue_id).wish.segment
    departures.override(opened, issue_id, segment or None, reason, actor)


def send(opened: Installation, issue_id: int, read: Read, actor: str, grace: int = launching.DEFAULT_GRACE) -> Sent:
    """Launch an issue as its plan says, if it is still what the person read; its witnesses get a trial letter at once.

    The engine may take the first letter some seconds after the moment that screens show: see `departing.moments`.

    Raises:
        AlreadyLaunched: it leaves already, or has left. PlanMoved: somebody changed the plan.
        runtime.errors.FieldRefused (`typed`): the number that was typed is not that of the recipients.
        and as `launching.launch`.
    """
    now = look(opened, issue_id)
    _require_first(now.campaign)
    if now.plan.revision != read.plan:
        raise PlanMoved
    if "".join(read.typed.split()) != str(read.recipients):
        raise FieldRefused(field="typed", reason=_("ce n’est pas le nombre de destinataires écrit ci-dessus"))
    try:
        launched = launching.launch(opened, _order(now, read, grace), actor)
    except (campaign_errors.ChangedMeanwhile, campaign_errors.IssueRefused):
        with opened.database.reading() as session:
            since = drafts.launched(session, issue_id, now.plan.wish.segment or None)
        _require_first(since[-1] if since else None)
        raise
    tried, problem = _witnessed(opened, issue_id, now.witnesses, actor)
    shown = launched.not_before - timedelta(seconds=MARGIN)
    return Sent(launched.id, launched.audience, shown, tried, problem)


def _order(now: LastLook, read: Read, grace: int) -> launching.Order:
    wish, margin = now.plan.wish, timedelta(seconds=MARGIN)
    opens = wish.not_before + margin if wish.not_before else None
    return launching.Order(
        now.desk.outline.id, wish.segment or None, opens, wish.not_after, grace + MARGIN,
        overrides={one.code: one.reason for one in now.blocked if one.reason and one.may_pass},
        policy=wish.policy, expected=read.recipients, version=read.sha256,
    )  # fmt: skip


def _witnessed(opened: Installation, issue_id: int, addresses: tuple[str, ...], actor: str) -> tuple[Trial | None, str]:
    """Hand the letter to those who get it at once; what keeps it from them undoes no launch."""
    if not addresses:
        return None, ""
    try:
        return trials.send(opened, issue_id, addresses, actor, mark=_("[Témoin] ")), ""
    except RelaisError as problem:
        with opened.database.transaction() as session:
            audit.record(session, opened.clock.now(), actor, "issue.witnesses_failed", issue=issue_id)
        return None, str(problem)


def _blocked(plan: Plan, draft: drafts.Draft) -> tuple[Blocked, ...]:
    found: dict[str, list[Finding]] = {}
    for one in checks.run(draft):
        if one.blocking and one.code != "already_launched":
            found.setdefault(one.code, []).append(one)
    return tuple(
        Blocked(code, tuple(each), code not in NEVER, plan.reason(each)) for code, each in found.items()
    )  # fmt: skip


def _approvals(opened: Installation, draft: drafts.Draft, segment: str | None) -> Approvals:
    with opened.database.reading() as session:
        stands = departures.where(session, opened, draft.snapshot, segment)
    if stands is None:
        return Approvals()
    given = tuple(one for one in stands.sides if one.is_fine)
    return Approvals(given, tuple(departures.why(one) for one in stands.sides if not one.is_fine), stands.override)


def _is_late(plan: Plan, now: datetime, opens: datetime) -> bool:
    wish = plan.wish
    is_closed = wish.not_after is not None and wish.not_after <= max(opens, wish.not_before or opens)
    return is_closed or (wish.not_before is not None and wish.not_before < now - timedelta(hours=1))


def _require_first(campaign: int | None) -> None:
    if campaign is not None:
        raise AlreadyLaunched(campaign=campaign)
