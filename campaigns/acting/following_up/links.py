"""The links of a letter that has left, and where they lead: a wrong one is put right for every reader at once.

The letter in the mailboxes leads through us, so it stays as it is; its page in the archive shows the right address.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from campaigns.acting.following_up import errors
from campaigns.editorial import letter_context, snapshots
from campaigns.editorial.models import Edition
from campaigns.post import reports
from campaigns.post.hits import link_repairs, tracked_links
from runtime import audit
from runtime.installation import Installation
from runtime.language import _
from templates import letter_json, urls
from templates.errors import AddressRefused


@dataclass(frozen=True)
class SentLink:
    """One link of a letter."""

    number: int
    #: The words that carry it.
    label: str
    #: The title of the article that it stands in; empty outside articles.
    article: str
    #: Where it leads today.
    url: str
    #: Where it led when the letter left; empty if that is the same.
    was: str
    #: Whether it leads through us, so that it can be changed and its clicks are counted.
    is_counted: bool

    def as_json(self) -> dict[str, Any]:
        """Return the shape that `relais campaigns links` promises."""
        return {
            "link": self.number, "label": self.label, "article": self.article, "url": self.url,
            "was": self.was or None, "counted": self.is_counted,
        }  # fmt: skip


def listed(opened: Installation, campaign_id: int) -> tuple[SentLink, ...]:
    """Return the links of the letter of a campaign, in their order.

    Raises:
        campaigns.errors.UnknownCampaign.
    """
    with opened.database.reading() as session:
        return _links(session, _edition(session, campaign_id))


def repair(opened: Installation, campaign_id: int, number: int, url: str, actor: str) -> SentLink:
    """Let a link of the letter of a campaign, and of those that complete it, lead to another page from now on.

    Raises:
        campaigns.errors.UnknownCampaign; errors.LinkRefused.
    """
    try:
        wanted = urls.normalised(url)
    except AddressRefused as refused:
        raise _refused(number, refused.reason) from None
    if not urls.is_web(wanted):
        raise _refused(number, _("l’adresse doit commencer par « https:// » ou « http:// »"))
    with opened.database.transaction() as session:
        edition = _edition(session, campaign_id)
        found = next((one for one in _links(session, edition) if one.number == number), None)
        if found is None:
            raise _refused(number, _("la lettre n’a pas de lien de ce numéro"))
        if not found.is_counted:
            raise _refused(number, _("ses mots sont une adresse, il y mène directement et ne passe pas par nous"))
        if found.url == wanted:
            raise _refused(number, _("il mène déjà à cette page"))
        link_repairs.repair(session, edition.id or 0, number, wanted, opened.clock.epoch())
        audit.record(session, opened.clock.now(), actor, "link.repaired", campaign=campaign_id, link=number, url=wanted)
        return next(one for one in _links(session, edition) if one.number == number)


def _edition(session: Session, campaign_id: int) -> Edition:
    return session.get_one(Edition, reports.get(session, campaign_id).edition_id)


def _links(session: Session, edition: Edition) -> tuple[SentLink, ...]:
    snapshot = snapshots.parse(edition.content)
    titles = {letter_context.item_key(item.id): item.title for item in snapshot.items}
    now = link_repairs.of(session, edition.id or 0)
    return tuple(
        SentLink(
            number=int(link.id),
            label=link.label,
            article=titles.get(link.key, ""),
            url=now.get(link.id, link.url),
            was=link.url if now.get(link.id, link.url) != link.url else "",
            is_counted=tracked_links.is_counted(link),
        )
        for link in letter_json.load(edition.letter).links
    )


def _refused(number: int, reason: str) -> errors.LinkRefused:
    return errors.LinkRefused(field="url", number=number, reason=reason)
