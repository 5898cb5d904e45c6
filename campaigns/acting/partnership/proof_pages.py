"""What the private page of a proof shows to the person whose copy it is; changes nothing."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session, col, select

from campaigns.acting.looking import Look
from campaigns.acting.partnership import asking, held_copies, proof_copies, proof_letters
from campaigns.acting.partnership.held_copies import Held
from campaigns.acting.partnership.proof_copies import Variant
from campaigns.editorial import commenting
from campaigns.editorial.snapshots import Snapshot
from campaigns.partnership.approvals import errors, scopes, standing
from campaigns.partnership.approvals.differences import Change
from campaigns.partnership.approvals.rows import ProofRow
from campaigns.partnership.approvals.standing import Answer
from campaigns.partnership.conventions import Convention
from lists import addresses
from runtime.installation import Installation


@dataclass(frozen=True)
class Article:
    """An article of the letter, for a remark on it."""

    id: int
    title: str
    #: Whether the reader's side answers for it.
    is_own: bool


@dataclass(frozen=True)
class Shown:
    """What the page of a copy shows."""

    name: str
    #: Veiled: whoever looks over a shoulder does not read it.
    email: str
    #: For whom the person speaks: « le CNML », « du Conseil national … »; empty for a reader « pour avis ».
    side: str
    side_of: str
    deputy: bool
    #: « n° 4, décembre 2009 », and its subject.
    issue: str
    subject: str
    audience: str
    sha256: str
    #: The day by which an answer is waited for, in words.
    due: str
    articles: tuple[Article, ...]
    variants: tuple[Variant, ...]
    #: What changed since the version that was shown before.
    changes: tuple[Change, ...]
    #: What this side answered to this version; `None` while it did not.
    answer: Answer | None
    #: Why nothing can be answered now, in a sentence; empty when it can.
    closed: str
    #: The remarks that this person made.
    remarks: tuple[tuple[str, str], ...]
    #: Where the pages of the publication stand.
    slug: str


def look(opened: Installation, token: str) -> Shown:
    """Return what the page of a copy shows; changes nothing.

    Raises:
        link_errors.LinkRefused; errors.ProofOver: it is too old.
    """
    with opened.database.reading() as session:
        copy = held_copies.by_token(session, opened, token)
        convention = asking.in_force(session, opened)
        return _shown(session, opened, convention, copy)


def variant(opened: Installation, token: str, number: int) -> Look:
    """Return the letter as it was shown, as a variant has it; 0 is the letter with every article."""
    return proof_copies.look(opened, _proof(opened, token), number)


def paper(opened: Installation, token: str, number: int) -> bytes:
    """Return the same as a PDF."""
    return proof_copies.paper(opened, _proof(opened, token), number)


def _shown(session: Session, opened: Installation, convention: Convention, copy: Held) -> Shown:
    row, proof, snapshot = copy.row, copy.proof, copy.snapshot
    own = scopes.own(convention, snapshot, row.side) if row.side else frozenset()
    partner = convention.partner(row.side)
    said = [one for one in standing.answered(session, proof.issue_id) if one.bond == proof.bond]
    mine = [one for one in said if one.side == row.side] if row.side else []
    return Shown(
        name=row.name,
        email=addresses.veiled(row.email),
        side=partner.short if partner else row.side,
        side_of=partner.of if partner else row.side,
        deputy=row.deputy,
        issue=proof_letters.issue_name(snapshot),
        subject=snapshot.issue.subjects,
        audience=proof_letters.counted(session, opened, proof, snapshot),
        sha256=snapshot.sha256,
        due=proof_letters.due(convention, row.sent_at),
        articles=tuple(Article(one.id, one.title, one.id in own) for one in snapshot.items),
        variants=proof_copies.listed(session, opened, proof),
        changes=_changes(session, proof, snapshot),
        answer=mine[-1] if mine else None,
        closed=_closed(session, opened, copy),
        remarks=_remarks(opened, copy),
        slug=snapshot.publication.slug,
    )


def _closed(session: Session, opened: Installation, copy: Held) -> str:
    try:
        held_copies.require_open(session, opened, copy)
    except (errors.AdvisoryOnly, errors.ProofOver, errors.DesignationOver, errors.ProofChanged) as problem:
        return str(problem)
    return ""


def _changes(session: Session, proof: ProofRow, snapshot: Snapshot) -> tuple[Change, ...]:
    earlier = select(ProofRow).where(ProofRow.issue_id == proof.issue_id, col(ProofRow.id) < proof.id)
    before = session.exec(earlier.order_by(col(ProofRow.id).desc()).limit(1)).first()
    return proof_letters.changes(session, before, snapshot, proof.segment)


def _remarks(opened: Installation, copy: Held) -> tuple[tuple[str, str], ...]:
    titles = {one.id: one.title for one in copy.snapshot.items}
    said = commenting.listed(opened, copy.proof.issue_id)
    mine = [one for one in said if one.name == copy.row.name]
    return tuple((titles.get(one.item or 0, ""), one.text) for one in mine)


def _proof(opened: Installation, token: str) -> ProofRow:
    with opened.database.reading() as session:
        proof = held_copies.by_token(session, opened, token).proof
        session.expunge(proof)
        return proof
