"""What those who approve are written: that an issue waits for them, the reminder, and the code that they asked for.

The words of the audience and of the difference are made here, once for mail and pages.
"""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session, col, select

from campaigns.editorial import editions, event_times, snapshots
from campaigns.editorial.models import Edition, Publication
from campaigns.editorial.snapshots import Snapshot
from campaigns.partnership.approvals import codes, differences, links
from campaigns.partnership.approvals.differences import Change
from campaigns.partnership.approvals.rows import ProofCopyRow, ProofRow, VerdictRow
from campaigns.partnership.approvals.standing import Verdict
from campaigns.partnership.conventions import Convention
from campaigns.post.outbox import queue
from lists import addresses, audiences
from lists.segments import saved
from runtime import clock, working_days
from runtime.installation import Installation
from runtime.language import _, ngettext
from templates.notices import Notice
from templates.service_messages import ApprovalCode, ProofRequest, Reminder

#: Changes that a message names; the page shows all of them.
_MOST_CHANGES = 12


def baseline(session: Session, issue_id: int) -> ProofRow | None:
    """Return the version that a new one is compared with: the last that somebody approved, or else the last shown."""
    mine = select(ProofRow).where(ProofRow.issue_id == issue_id).order_by(col(ProofRow.id).desc())
    approved = select(VerdictRow.bond).where(col(VerdictRow.verdict).in_([Verdict.APPROVED, Verdict.TACIT]))
    found = session.exec(mine.where(col(ProofRow.bond).in_(approved)).limit(1)).first()
    return found or session.exec(mine.limit(1)).first()


def changes(session: Session, before: ProofRow | None, after: Snapshot, segment: str) -> tuple[Change, ...]:
    """Return what changed since a version that was shown; empty when there was none, or nothing did."""
    if before is None:
        return ()
    found = differences.between(editions.read(session, before.edition_id), after)
    if before.segment != segment:
        found += differences.of_audience(said_audience(before.segment), said_audience(segment))
    return found


def said_audience(segment: str) -> str:
    """Return to whom a letter goes, in words."""
    return _("le segment « {name} »").format(name=segment) if segment else _("toute la liste")


def issue_name(snapshot: Snapshot) -> str:
    """Return what people call an issue: « n° 4, décembre 2009 », or its title."""
    issue = snapshot.issue
    if issue.number is None:
        return _("« {title} »").format(title=issue.title)
    return _("n° {number}, {month}").format(number=issue.number, month=event_times.month(issue.dated))


def due(convention: Convention, sent_at: datetime) -> str:
    """Return the day by which an answer is waited for, in words."""
    day = working_days.after(clock.in_paris(sent_at).date(), convention.rules.approval_reminder)
    return event_times.day(day, weekday=True)


def counted(session: Session, opened: Installation, proof: ProofRow, snapshot: Snapshot) -> str:
    """Return how many a letter would go to today, and who they are, in words."""
    rule = saved.named(session, proof.segment, opened.clock.now()) if proof.segment else None
    listed = session.get_one(Publication, snapshot.publication.id).mailing_list_id
    many = audiences.count(session, listed, rule, special=snapshot.is_special).contacts
    said = ngettext("{n} destinataire aujourd’hui : {words}", "{n} destinataires aujourd’hui : {words}", many)
    return said.format(n=many, words=said_audience(proof.segment))


def show(
    session: Session, opened: Installation, convention: Convention, proof: ProofRow, row: ProofCopyRow,
    earlier: ProofRow | None, stands_for: str = "",
) -> None:  # fmt: skip
    """Write to somebody that an issue waits for them, or for what they think."""
    edition, snapshot, publication = _frozen(session, proof)
    changed = changes(session, earlier, snapshot, proof.segment)
    _queue(session, opened, publication, row, ProofRequest(
        **queue.frame(publication),
        greeting=row.name,
        issue=issue_name(snapshot),
        subject=snapshot.issue.subjects,
        leaves=event_times.day(snapshot.issue.dated, weekday=True),
        due=due(convention, row.sent_at),
        audience=counted(session, opened, proof, snapshot),
        version=edition.sha256[:12],
        url=links.url(opened.settings.base_url, opened.keyring, row.id or 0),
        changes=tuple(one.sentence for one in changed[:_MOST_CHANGES]),
        advisory=not row.side,
        stands_for=stands_for,
    ))  # fmt: skip


def remind(session: Session, opened: Installation, proof: ProofRow, row: ProofCopyRow) -> None:
    """Remind somebody that an issue still waits for them."""
    _edition, snapshot, publication = _frozen(session, proof)
    asked = event_times.day(clock.in_paris(row.sent_at).date(), weekday=True)
    row.reminded_at = opened.clock.now()
    session.add(row)
    _queue(session, opened, publication, row, Reminder(
        **queue.frame(publication),
        greeting=row.name,
        title=_("Votre bon à tirer est attendu : {issue}").format(issue=issue_name(snapshot)),
        paragraphs=(
            _("Nous vous avons soumis ce numéro le {day}. Il ne part pas sans votre réponse.").format(day=asked),
            _("Valider, ou demander une correction : la page vous le propose, sans mot de passe."),
        ),
        url=links.url(opened.settings.base_url, opened.keyring, row.id or 0),
        label=_("Relire et répondre"),
    ))  # fmt: skip


def send_code(session: Session, opened: Installation, proof: ProofRow, row: ProofCopyRow) -> None:
    """Send somebody the code that confirms their answer.

    Raises:
        errors.CodeRefused: too many were asked for.
    """
    _edition, snapshot, publication = _frozen(session, proof)
    code = codes.make(opened.keyring, row, opened.clock.epoch())
    session.add(row)
    until = datetime.fromtimestamp(row.code_expires, clock.PARIS)
    _queue(session, opened, publication, row, ApprovalCode(
        **queue.frame(publication),
        greeting=row.name,
        code=code,
        issue=issue_name(snapshot),
        valid=_("jusqu’à {hour}").format(hour=event_times.hour(until)),
    ), until=until)  # fmt: skip


def _frozen(session: Session, proof: ProofRow) -> tuple[Edition, Snapshot, Publication]:
    edition = session.get_one(Edition, proof.edition_id)
    snapshot = snapshots.parse(edition.content)
    return edition, snapshot, session.get_one(Publication, snapshot.publication.id)


def _queue(
    session: Session, opened: Installation, publication: Publication, row: ProofCopyRow, notice: Notice,
    until: datetime | None = None,
) -> None:  # fmt: skip
    address = addresses.parse(row.email)
    queue.queue(session, opened.keyring, publication, address, notice, now=opened.clock.now(), until=until)
