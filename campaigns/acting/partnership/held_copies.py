"""A person's copy of a proof, found by its link or its address, and whether an answer to it would count.

Refuses links that were cut, and copies whose person was erased or that are too old.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from sqlmodel import Session, col, select

from campaigns.editorial import editions, issues
from campaigns.editorial.models import Edition
from campaigns.editorial.snapshots import Snapshot
from campaigns.partnership import snapshotting
from campaigns.partnership.approvals import binding, errors, links
from campaigns.partnership.approvals.rows import ProofCopyRow, ProofRow
from campaigns.partnership.designations import verbs as designations
from campaigns.partnership.designations.verbs import Role
from campaigns.post.link_errors import LinkRefused
from campaigns.post.models import Campaign
from campaigns.post.states import CampaignState
from lists import addresses
from lists.permission import suppressing
from runtime import clock
from runtime.installation import Installation

#: Days after which the page of a copy shows nothing any more.
DAYS = 120


@dataclass(frozen=True)
class Held:
    """A copy with its proof, while a session is open."""

    row: ProofCopyRow
    proof: ProofRow
    snapshot: Snapshot


def by_token(session: Session, opened: Installation, token: str) -> Held:
    """Return the copy that a link names.

    Raises:
        link_errors.LinkRefused; errors.ProofOver.
    """
    return at(session, opened, links.read(opened.keyring, token))


def at(session: Session, opened: Installation, copy_id: int) -> Held:
    """Return a copy by its number.

    Raises:
        as `by_token`.
    """
    row = session.get(ProofCopyRow, copy_id)
    if row is None or not row.email:
        raise LinkRefused
    if opened.clock.now() - row.sent_at > timedelta(days=DAYS):
        raise errors.ProofOver
    proof = session.get_one(ProofRow, row.proof_id)
    issues.get(session, proof.issue_id)
    return Held(row, proof, editions.read(session, proof.edition_id))


def of_person(opened: Installation, issue_id: int, email: str) -> int:
    """Return the number of the last copy of an issue for the person with this address.

    Raises:
        campaigns.errors.UnknownIssue; lists.errors.AddressRefused; errors.NotAsked.
    """
    key = suppressing.address_key(opened.keyring, addresses.parse(addresses.clean(email)))
    hers = (
        select(ProofCopyRow.id)
        .join(ProofRow, col(ProofRow.id) == col(ProofCopyRow.proof_id))
        .where(ProofRow.issue_id == issue_id, ProofCopyRow.address_key == key, ProofCopyRow.side != "")
    )
    with opened.database.reading() as session:
        issues.get(session, issue_id)
        found = session.exec(hers.order_by(col(ProofCopyRow.id).desc()).limit(1)).first()
    if found is None:
        raise errors.NotAsked
    return found


def require_open(session: Session, opened: Installation, copy: Held) -> None:
    """Refuse an answer that would not count.

    Raises:
        errors.AdvisoryOnly, errors.ProofOver, errors.DesignationOver, errors.ProofChanged.
    """
    if not copy.row.side:
        raise errors.AdvisoryOnly
    if is_launched(session, copy.proof.issue_id):
        raise errors.ProofOver
    today = clock.today(opened.clock)
    held = designations.holding(session, copy.row.side, Role.FOLLOW_UP, today)
    if copy.row.designation_id not in [one.id for one in held]:
        raise errors.DesignationOver
    now = snapshotting.snapshot(session, opened, copy.proof.issue_id)
    # Of the rule only what was shown can be compared: which one is used is known when the letter leaves.
    if binding.bond(now.sha256, copy.proof.rule) != copy.proof.bond:
        raise errors.ProofChanged


def is_launched(session: Session, issue_id: int) -> bool:
    """Tell whether the letter of an issue leaves, or has left."""
    alive = select(Campaign.id).join(Edition, col(Edition.id) == Campaign.edition_id)
    found = alive.where(Edition.issue_id == issue_id, Campaign.state != CampaignState.CANCELLED.value)
    return session.exec(found.limit(1)).first() is not None
