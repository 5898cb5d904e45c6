"""The headers of a letter: who writes, how one leaves, which list it is. Pure.

A campaign's come from its snapshot, those of a letter of welcome from the publication as it is now.
"""

from __future__ import annotations

import hashlib

from campaigns.editorial import letter_context, models
from campaigns.editorial.snapshots import Snapshot
from mailer import headers, messages


def of(snapshot: Snapshot, subject: messages.Parts, *, may_leave: bool) -> list[tuple[str, messages.Parts]]:
    """Return the headers of a letter, with holes for what is one reader's own; `may_leave` says whether they may."""
    publication, domain = snapshot.publication, snapshot.publication.domain
    name = _name(publication.id)
    return headers.standard_headers(
        sender=(publication.from_name, publication.from_address),
        reply_to=publication.reply_to or None,
        subject=subject,
        leave=(snapshot.base_url + letter_context.LEAVE_PATH, messages.Slot("leave_token", "token"))
        if may_leave
        else None,
        leave_by_mail=_leave_by_mail(domain) if may_leave and snapshot.by_mail else None,
        list_id=f"{name}.{domain}",
        feedback=headers.feedback_id(f"numero-{snapshot.issue.id}", name, "lettre", _sender(domain)),
    )


def of_welcome(
    publication: models.Publication, subject: messages.Parts, leave_url: str
) -> list[tuple[str, messages.Parts]]:
    """Return the headers of the first letter to a reader, whose whole address for leaving is known."""
    domain, name = publication.from_address.rpartition("@")[2], _name(publication.id or 0)
    return headers.standard_headers(
        sender=(publication.from_name, publication.from_address),
        reply_to=publication.reply_to or None,
        subject=subject,
        leave=(leave_url,),
        leave_by_mail=None,
        list_id=f"{name}.{domain}",
        feedback=headers.feedback_id("bienvenue", name, "bienvenue", _sender(domain)),
    )


def _name(publication_id: int) -> str:
    return f"lettre-{publication_id}"


def _sender(domain: str) -> str:
    """Return what names the sender in Feedback-ID: always the same, and never a reader."""
    return hashlib.sha256(domain.encode()).hexdigest()[:12]


def _leave_by_mail(domain: str) -> messages.Parts:
    """Return what follows `mailto:` (RFC 6068): the return address; the subject repeats the token."""
    return (
        messages.Slot("return_path", "token"),
        f"@{domain}?subject=Desinscription%20",
        messages.Slot("leave_token", "token"),
    )
