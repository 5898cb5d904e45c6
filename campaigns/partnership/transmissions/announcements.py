"""Which issue announces whom: each organisation once, in the issue that keeps it.

An issue shows whoever was announced nowhere, until its list is kept: when an approval is asked for it, and at the
latest when it is launched. From then on it announces exactly these, less those who withdraw. What an issue announced
that reached nobody is free again. Refuses to let go of what a letter has told.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from campaigns.editorial.models import Edition, Issue, Item, ItemType, Placement
from campaigns.partnership.transmissions import obligations, starting
from campaigns.partnership.transmissions.rows import Announcement, Transmission, TransmittedSignatory
from campaigns.post.models import Campaign, Delivery
from campaigns.post.states import CampaignState, DeliveryState
from lists.organisations import signatories
from lists.organisations.signatories import Signatory, Told
from runtime import clock
from runtime.installation import Installation
from templates.rich_text import nodes, prosemirror

#: What an editor leaves where nothing was typed.
_EMPTY = nodes.Paragraph(())
#: Campaigns of which nothing more leaves, and letters that readers had.
_OVER = (CampaignState.CANCELLED.value, CampaignState.FINISHED.value)
_HAD = (DeliveryState.ACCEPTED.value, DeliveryState.BOUNCED.value, DeliveryState.COMPLAINED.value)


def of_issue(session: Session, opened: Installation, issue_id: int) -> tuple[Signatory, ...]:
    """Return whom an issue announces if it leaves now, by région and name; issue zero is one that is yet to be made."""
    today, nowhere = clock.today(opened.clock), _void(session)
    if issue_id in nowhere or not _is_kept(session, issue_id):
        return _untold(session, today, nowhere)
    kept = {one.organisation_id: one for one in session.exec(_of(issue_id))}
    found = signatories.standing(session, kept, today)
    return tuple(
        replace(one, late=kept[one.organisation_id].late)
        for one in found
        if kept[one.organisation_id].signed_on == one.signed_on
    )


def hold(session: Session, opened: Installation, issue_id: int) -> None:
    """Keep for an issue whom it announces now: from here on no other issue does, and it announces nobody else.

    What it told already stays as it was told. An issue without a list that writes itself keeps nobody.
    """
    if not _has_list(session, issue_id):
        return
    found, nowhere = of_issue(session, opened, issue_id), _void(session)
    if issue_id not in nowhere and session.scalar(sa.select(_launched(issue_id, *_still_counts()).exists())):
        return
    session.execute(sa.delete(Announcement).where(col(Announcement.issue_id).in_([*nowhere, issue_id])))
    for one in found:
        row = Announcement(
            issue_id=issue_id, organisation_id=one.organisation_id, siren=one.siren, signed_on=one.signed_on,
            late=one.late,
        )  # fmt: skip
        session.add(row)
    session.flush()


def release(session: Session, issue_id: int) -> None:
    """Let go of the list of an issue that has not been launched: it announces whoever waits, again."""
    if not session.scalar(sa.select(_launched(issue_id).exists())):
        session.execute(sa.delete(Announcement).where(col(Announcement.issue_id) == issue_id))


def forgotten(opened: Installation, issue_id: int) -> int:
    """Return how many are announced nowhere, as long as an issue has no list for them and a convention asks for one."""
    today = clock.today(opened.clock)
    with opened.database.reading() as session:
        if obligations.owed(session, today) is None or _has_list(session, issue_id):
            return 0
        return len(_untold(session, today, _void(session)))


def is_unwritten(kind: str, body: Mapping[str, Any]) -> bool:
    """Tell whether the list of an item writes itself: it is of new signatories, and nobody wrote one."""
    return kind == ItemType.NEW_SIGNATORIES.value and all(one == _EMPTY for one in prosemirror.parse(body).blocks)


def waiting(opened: Installation) -> tuple[Signatory, ...]:
    """Return whom no issue announces yet, by région and name."""
    with opened.database.reading() as session:
        return _untold(session, clock.today(opened.clock), _void(session))


def _untold(session: Session, today: date, nowhere: list[int]) -> tuple[Signatory, ...]:
    mine = col(Announcement.issue_id).not_in(nowhere)
    told = Told(
        sa.select(col(Announcement.organisation_id)).where(mine),
        sa.select(col(Announcement.siren)).where(mine, col(Announcement.siren).is_not(None)),
        starting.day(session),
    )
    closed = session.exec(select(sa.func.max(Transmission.closed_at))).one()
    after = clock.day_of(closed) - timedelta(days=1) if closed else None
    found = signatories.untold(session, told, after, today)
    transmitted = select(TransmittedSignatory.organisation_id, TransmittedSignatory.late).where(
        col(TransmittedSignatory.organisation_id).in_([one.organisation_id for one in found])
    )
    # Both lists say the same of one paper: an issue that follows the transmission does not make it late.
    said = dict(session.exec(transmitted).all())
    return tuple(replace(one, late=said.get(one.organisation_id, one.late)) for one in found)


def _of(issue_id: int) -> SelectOfScalar[Announcement]:
    return select(Announcement).where(Announcement.issue_id == issue_id)


def _is_kept(session: Session, issue_id: int) -> bool:
    has_rows = session.exec(_of(issue_id).limit(1)).first() is not None
    return has_rows or bool(session.scalar(sa.select(_launched(issue_id, *_still_counts()).exists())))


def _launched(issue: Any, *conditions: sa.ColumnElement[bool]) -> sa.Select[Any]:
    return (
        sa.select(col(Campaign.id))
        .join(Edition, col(Edition.id) == col(Campaign.edition_id))
        .where(col(Edition.issue_id) == issue, *conditions)
    )


def _still_counts() -> tuple[sa.ColumnElement[bool]]:
    """Return the condition of a campaign that told somebody, or still may."""
    had = sa.exists().where(col(Delivery.campaign_id) == col(Campaign.id), col(Delivery.state).in_(_HAD))
    return (sa.or_(col(Campaign.state).not_in(_OVER), had),)


def _void(session: Session) -> list[int]:
    """Return the issues that keep a list which nobody was told, nor will be."""
    issue = col(Issue.id)
    gone = sa.or_(
        col(Issue.deleted_at).is_not(None),
        sa.and_(_launched(issue).exists(), sa.not_(_launched(issue, *_still_counts()).exists())),
    )
    keeping = sa.select(col(Announcement.issue_id))
    over = [one or 0 for one in session.scalars(sa.select(issue).where(issue.in_(keeping), gone))]
    composed = sa.select(issue).where(issue.in_(keeping), sa.not_(gone), sa.not_(_launched(issue).exists()))
    without = [one or 0 for one in session.scalars(composed) if not _has_list(session, one or 0)]
    return over + without


def _has_list(session: Session, issue_id: int) -> bool:
    placed = select(Item).join(Placement, col(Placement.item_id) == col(Item.id)).where(Placement.issue_id == issue_id)
    found = session.exec(placed.where(Item.type == ItemType.NEW_SIGNATORIES.value))
    return any(is_unwritten(one.type, one.body) for one in found)
