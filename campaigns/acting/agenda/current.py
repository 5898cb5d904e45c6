"""The issue on the desk, and how far it is: five steps from its articles to its departure.

It was composed and checked once a version of it was shown, planned or launched: the pages that do so check it first.
None of them is checked again here. Changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Session, col, select

from campaigns.acting.departing import moments as departing
from campaigns.acting.preparing import moments
from campaigns.editorial.models import Edition, Issue, Placement
from campaigns.partnership.approvals.rows import ProofRow, VerdictRow
from campaigns.partnership.approvals.standing import Verdict
from campaigns.post import completions
from campaigns.post.models import Campaign
from campaigns.post.plan_rows import DeparturePlan
from campaigns.post.states import CampaignState
from runtime.installation import Installation
from runtime.language import _, ngettext

_OVER = (CampaignState.FINISHED.value, CampaignState.CANCELLED.value)


class Step(StrEnum):
    """Where an issue passes, in this order."""

    ARTICLES = "articles"
    COMPOSED = "composed"
    CHECKED = "checked"
    APPROVED = "approved"
    SENT = "sent"


@dataclass(frozen=True)
class Passed:
    """One step of an issue."""

    step: Step
    is_done: bool
    #: What stands, in a few words.
    words: str


@dataclass(frozen=True)
class Current:
    """The issue that is being made."""

    id: int
    number: int | None
    title: str
    publication_id: int
    steps: tuple[Passed, ...]
    #: The last bon à tirer: who asked for a correction, and whether an answer is awaited.
    correction_by: str
    is_awaited: bool
    #: The campaign that is on its way, if one is.
    campaign_id: int | None

    @property
    def now(self) -> Step | None:
        """The first step that is not done."""
        return next((one.step for one in self.steps if not one.is_done), None)


@dataclass(frozen=True)
class Desk:
    """What is on the desk."""

    current: Current | None
    #: The number that the next issue takes.
    next_number: int
    #: « mardi 8 décembre 2026 à 10 h 00 », and why.
    slot: str
    reason: str


def look(opened: Installation) -> Desk:
    """Return the newest issue that has not left, and when the next one may."""
    slot = moments.next_slot(opened.clock.now())
    with opened.database.reading() as session:
        highest = session.execute(sa.select(sa.func.max(col(Issue.number)))).scalar()
        left = (
            select(Edition.issue_id)
            .join(Campaign, col(Campaign.edition_id) == col(Edition.id))
            .where(col(Campaign.state) == CampaignState.FINISHED.value, col(Campaign.id).not_in(completions.all_()))
        )
        newest = select(Issue).where(col(Issue.deleted_at).is_(None), col(Issue.id).not_in(left))
        issue = session.exec(newest.order_by(col(Issue.id).desc()).limit(1)).first()
        found = _current(session, issue) if issue else None
    return Desk(found, (highest or 0) + 1, slot.words, slot.reason)


def _current(session: Session, issue: Issue) -> Current:
    number = issue.id or 0
    proof = session.exec(
        select(ProofRow).where(ProofRow.issue_id == number).order_by(col(ProofRow.id).desc()).limit(1)
    ).first()
    verdicts = session.exec(select(VerdictRow).where(VerdictRow.issue_id == number).order_by(col(VerdictRow.id))).all()
    campaign = session.exec(
        select(Campaign)
        .join(Edition, col(Edition.id) == col(Campaign.edition_id))
        .where(Edition.issue_id == number, col(Campaign.state).not_in(_OVER))
        .order_by(col(Campaign.id).desc())
    ).first()
    mine = [one for one in verdicts if proof is not None and one.proof_id == proof.id]
    wrong = [one for one in mine if one.verdict == Verdict.CORRECTION]
    fine = {one.side for one in mine if one.verdict in (Verdict.APPROVED, Verdict.TACIT)}
    is_awaited = proof is not None and not wrong and not set(proof.sides) <= fine and not _overridden(verdicts)
    return Current(
        id=number, number=issue.number, title=issue.title, publication_id=issue.publication_id,
        steps=tuple(_steps(session, issue, proof, campaign, is_awaited=is_awaited, is_wrong=bool(wrong))),
        correction_by=wrong[-1].name if wrong else "", is_awaited=is_awaited,
        campaign_id=campaign.id if campaign else None,
    )  # fmt: skip


def _overridden(verdicts: Sequence[VerdictRow]) -> bool:
    return any(one.verdict == Verdict.OVERRIDDEN for one in verdicts)


def _steps(
    session: Session, issue: Issue, proof: ProofRow | None, campaign: Campaign | None, *,
    is_awaited: bool, is_wrong: bool,
) -> Iterator[Passed]:  # fmt: skip
    many = session.execute(
        sa.select(sa.func.count()).select_from(Placement).where(col(Placement.issue_id) == issue.id)
    ).scalar_one()
    plan = session.get(DeparturePlan, issue.id)
    has_left_desk = proof is not None or plan is not None or campaign is not None
    yield Passed(
        Step.ARTICLES, many > 0, ngettext("{n} article", "{n} articles", many).format(n=many) if many else _("aucun")
    )
    yield Passed(Step.COMPOSED, has_left_desk, _("fini") if has_left_desk else _("en cours"))
    yield Passed(Step.CHECKED, has_left_desk, _("relu") if has_left_desk else _("à faire"))
    yield _approval(proof, campaign, is_awaited=is_awaited, is_wrong=is_wrong)
    leaves = departing.shown(campaign.not_before) if campaign else plan.not_before if plan else None
    said = _("prévu {when}").format(when=moments.words(datetime.fromtimestamp(leaves, UTC))) if leaves else _("à venir")
    yield Passed(Step.SENT, is_done=False, words=said)


def _approval(proof: ProofRow | None, campaign: Campaign | None, *, is_awaited: bool, is_wrong: bool) -> Passed:
    if is_wrong:
        return Passed(Step.APPROVED, is_done=False, words=_("correction demandée"))
    if is_awaited:
        return Passed(Step.APPROVED, is_done=False, words=_("réponse attendue"))
    if proof is not None:
        return Passed(Step.APPROVED, is_done=True, words=_("validé"))
    words = _("sans objet") if campaign else _("pas demandé")
    return Passed(Step.APPROVED, is_done=campaign is not None, words=words)
