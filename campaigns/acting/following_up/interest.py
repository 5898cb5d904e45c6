"""What interested readers, drawn on the letter: how often people followed each link, all of them together.

A number so small that it could mean a person is not said. Clicks of machines are apart. Reads only.
"""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from sqlmodel import Session

from campaigns.acting.following_up import links
from campaigns.acting.following_up.links import SentLink
from campaigns.editorial import letter_context, targets
from campaigns.editorial.models import Edition
from campaigns.post import models, reports
from campaigns.post.archives import web_versions
from campaigns.post.delivery_events import HOW_OFTEN, EventKind
from campaigns.post.figures import small_numbers
from runtime.installation import Installation
from runtime.language import _
from templates.letters import Letter
from templates.views import marked_links

_EVENT = models.table("event")


@dataclass(frozen=True)
class LinkClicks:
    """One link, and how often people followed it."""

    link: SentLink
    clicks: int

    @property
    def said(self) -> str:
        """The number as it may be shown."""
        return small_numbers.said(self.clicks)


def by_link(opened: Installation, campaign_id: int) -> tuple[LinkClicks, ...]:
    """Return the counted links of the letter of a campaign, those that were followed most first.

    Raises:
        campaigns.errors.UnknownCampaign.
    """
    found = links.listed(opened, campaign_id)
    with opened.database.reading() as session:
        clicks = _clicks(session, campaign_id)
    counted = [LinkClicks(one, clicks.get(one.number, 0)) for one in found if one.is_counted]
    return tuple(sorted(counted, key=lambda one: -one.clicks))


def drawn(opened: Installation, campaign_id: int) -> str:
    """Return the letter of a campaign as a page, with the clicks behind each of its links.

    Raises:
        campaigns.errors.UnknownCampaign.
    """
    with opened.database.reading() as session:
        edition = session.get_one(Edition, reports.get(session, campaign_id).edition_id)
        letter, snapshot = web_versions.public(session, edition, opened.settings.data / "templates")
        marks = _marks(letter, edition, _clicks(session, campaign_id))
    html = marked_links.marked(letter, targets.targets(snapshot).names, marks)
    return html.replace(snapshot.base_url + letter_context.IMAGE_PATH, letter_context.IMAGE_PATH)


def _marks(letter: Letter, edition: Edition, clicks: dict[int, int]) -> dict[str, str]:
    """Return the mark of each link of the public letter, whose links may have other numbers than those sent."""
    sent = {(url, key): int(number) for number, url, key, _label in edition.letter["links"]}
    counted = {link.id: clicks.get(sent.get((link.url, link.key), 0), 0) for link in letter.links}
    return {number: _words(many) for number, many in counted.items()}


def _words(many: int) -> str:
    if not many:
        return _("aucun clic")
    return _("{n} clics").format(n=small_numbers.said(many))


def _clicks(session: Session, campaign_id: int) -> dict[int, int]:
    rows = session.execute(
        sa.select(_EVENT.c.link, sa.func.sum(HOW_OFTEN))
        .where(
            _EVENT.c.campaign_id == campaign_id, _EVENT.c.kind == EventKind.CLICKED.value, _EVENT.c.robot == "",
            _EVENT.c.link.is_not(None),
        )
        .group_by(_EVENT.c.link)
    )  # fmt: skip
    return {int(link): int(many) for link, many in rows}
