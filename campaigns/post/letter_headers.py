"""The headers of a letter as its snapshot makes them: who writes, how one leaves, which list it is. Pure."""

from __future__ import annotations

import hashlib

from campaigns.editorial import letter_context
from campaigns.editorial.snapshots import Snapshot
from mailer import headers, messages


def of(snapshot: Snapshot, subject: messages.Parts, *, may_leave: bool) -> list[tuple[str, messages.Parts]]:
    """Return the headers of a letter, with holes for what is one reader's own; `may_leave` says whether they may."""
    publication, domain = snapshot.publication, snapshot.publication.domain
    name = f"lettre-{publication.id}"
    # Feedback-ID names the sender, always the same, and never a reader.
    sender = hashlib.sha256(domain.encode()).hexdigest()[:12]
    return headers.standard_headers(
        sender=(publication.from_name, publication.from_address),
        reply_to=publication.reply_to or None,
        subject=subject,
        leave=(snapshot.base_url + letter_context.LEAVE_PATH, messages.Slot("leave_token", "token"))
        if may_leave
        else None,
        leave_by_mail=_leave_by_mail(domain) if may_leave and snapshot.by_mail else None,
        list_id=f"{name}.{domain}",
        feedback=headers.feedback_id(f"numero-{snapshot.issue.id}", name, "lettre", sender),
    )


def _leave_by_mail(domain: str) -> messages.Parts:
    """Return what follows `mailto:` (RFC 6068): the return address; the subject repeats the token."""
    return (
        messages.Slot("return_path", "token"),
        f"@{domain}?subject=Desinscription%20",
        messages.Slot("leave_token", "token"),
    )
