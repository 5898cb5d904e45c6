"""What the partnership knows of one person: designations, proofs, meetings, proposals (GDPR art. 15).

Refuses to change anything.
"""

from __future__ import annotations

from sqlmodel import Session, col, select

from campaigns.acting.rights import person_file
from campaigns.editorial.models import Issue, Publication
from campaigns.partnership.approvals.rows import ProofCopyRow, ProofRow, VerdictRow
from campaigns.partnership.designations.rows import DesignationRow
from campaigns.partnership.meetings import guest_book
from campaigns.partnership.proposals.proposal_rows import Proposal
from lists.models import Contact
from lists.permission.scopes import Scope


def designations(session: Session, keys: list[bytes]) -> tuple[person_file.Designated, ...]:
    """Return for which side the person was designated, and when."""
    rows = session.exec(
        select(DesignationRow)
        .where(col(DesignationRow.address_key).in_(keys))
        .order_by(col(DesignationRow.since), col(DesignationRow.id))
    )
    return tuple(
        person_file.Designated(
            designation=one.role, side=one.side, name=one.name, function=one.function, deputy=one.deputy,
            first_day=one.since, last_day=one.until,
        )
        for one in rows
    )  # fmt: skip


def proofs(session: Session, keys: list[bytes], scope: Scope) -> tuple[person_file.Proof, ...]:
    """Return the issues that the person was asked to approve, or shown, and what they last said of each."""
    rows = session.exec(
        select(ProofCopyRow, Issue)
        .join(ProofRow, col(ProofRow.id) == col(ProofCopyRow.proof_id))
        .join(Issue, col(Issue.id) == col(ProofRow.issue_id))
        .where(col(ProofCopyRow.address_key).in_(keys), col(Issue.publication_id).in_(_letters(session, scope)))
        .order_by(col(ProofCopyRow.id))
    )
    return tuple(_proof(session, copy, issue.title) for copy, issue in rows.all())


def _proof(session: Session, copy: ProofCopyRow, title: str) -> person_file.Proof:
    said = session.exec(
        select(VerdictRow).where(VerdictRow.copy_id == copy.id).order_by(col(VerdictRow.id).desc())
    ).first()
    return person_file.Proof(
        title=title,
        side=copy.side or None,
        name=copy.name,
        sent=copy.sent_at,
        reminded=copy.reminded_at,
        verdict=said.verdict if said else None,
        comment=said.comment if said else "",
        at=said.at if said else None,
    )


def meetings(session: Session, keys: list[bytes], scope: Scope) -> tuple[person_file.Invitation, ...]:
    """Return the meetings to which the person was invited by the letters of this side."""
    letters = _letters(session, scope)
    return tuple(
        person_file.Invitation(
            meeting=meeting.title, starts=meeting.starts, name=guest.name, side=guest.side or None,
            invited=guest.invited_at, answer=guest.answer or None, answered=guest.answered_at, attended=guest.attended,
        )
        for key in keys
        for guest, meeting in guest_book.of_person(session, key)
        if meeting.publication_id in letters
    )  # fmt: skip


def proposals(session: Session, key: bytes, scope: Scope) -> tuple[person_file.Proposed, ...]:
    """Return what the person proposed, as a contact or as a stranger, for the letters of this side."""
    hers = select(Contact.id).where(Contact.address_key == key)
    rows = session.exec(
        select(Proposal)
        .where(col(Proposal.contact_id).in_(hers) | (col(Proposal.sender_key) == key))
        .where(col(Proposal.publication_id).in_(_letters(session, scope)))
        .order_by(col(Proposal.id))
    )
    return tuple(
        person_file.Proposed(proposal=one.id or 0, title=one.title, standing=one.state, at=one.received_at)
        for one in rows
    )


def _letters(session: Session, scope: Scope) -> set[int | None]:
    """Return the letters of this side."""
    return set(session.exec(select(Publication.id).where(scope.lists(col(Publication.mailing_list_id)))))
