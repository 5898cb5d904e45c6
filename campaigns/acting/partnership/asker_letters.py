"""What whoever asked for a bon à tirer is written when somebody answers it: one message an answer, queued with it."""

from __future__ import annotations

from sqlmodel import Session

from accounts.models import Account
from campaigns.acting.partnership import proof_letters
from campaigns.editorial.models import Edition, Publication
from campaigns.editorial.snapshots import parse
from campaigns.partnership.approvals.rows import ProofRow, VerdictRow
from campaigns.partnership.approvals.standing import Verdict
from campaigns.post.outbox import queue
from lists import addresses
from lists.errors import ListsError
from runtime.installation import Installation
from runtime.language import _
from templates.service_messages import Contribution

_USER = "user:"


def tell(session: Session, opened: Installation, proof: ProofRow, row: VerdictRow) -> None:
    """Tell whoever asked, in the transaction of the answer; nobody, when a command asked or the account is closed."""
    number = proof.asked_by.removeprefix(_USER)
    account = session.get(Account, int(number)) if proof.asked_by.startswith(_USER) and number.isdigit() else None
    if account is None or account.blocked_at is not None:
        return
    try:
        address = addresses.parse(account.email)
    except ListsError:
        return
    snapshot = parse(session.get_one(Edition, proof.edition_id).content)
    publication = session.get_one(Publication, snapshot.publication.id)
    issue = proof_letters.issue_name(snapshot)
    is_wrong = row.verdict == Verdict.CORRECTION
    title = _("Correction demandée : {issue}") if is_wrong else _("Bon à tirer validé : {issue}")
    said = _("{name} demande une correction.") if is_wrong else _("{name} a validé le bon à tirer.")
    notice = Contribution(
        **queue.frame(publication),
        greeting=account.name,
        title=title.format(issue=issue),
        paragraphs=tuple(filter(None, (said.format(name=row.name), row.comment))),
        url=f"{opened.settings.base_url}/numeros/{row.issue_id}/bon-a-tirer",
        label=_("Voir la réponse"),
    )
    queue.queue(session, opened.keyring, publication, address, notice, now=opened.clock.now())
