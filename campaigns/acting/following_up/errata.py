"""An erratum: a message to those alone who have the faulty letter, prepared to be finished and sent by the usual way.

Owns its first words, its article, and the segment of its readers. Refuses to send: a person edits it, checks it, and
chooses its moment like that of any letter.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from campaigns.acting.following_up import sending_again
from campaigns.acting.preparing import plans
from campaigns.editorial import event_times, issues, labels, snapshots
from campaigns.editorial.issues import Form, TitleLines
from campaigns.editorial.models import Edition, Item, ItemState, ItemType, Placement, Publication
from campaigns.editorial.snapshots import Snapshot
from campaigns.post import history_feed, ledger, reports
from campaigns.post.models import Campaign
from campaigns.post.states import CAMPAIGN_OVER
from lists.segments import saved
from runtime import audit
from runtime.installation import Installation
from runtime.language import _
from templates.rich_text import nodes, prosemirror

#: A message of service promotes nothing.
_FORM = Form("service")
_LONGEST = 200


@dataclass(frozen=True)
class Begun:
    """An erratum that waits for its words."""

    issue_id: int
    #: The item that says what was wrong, to be finished.
    item_id: int
    #: The segment of those who have the faulty letter.
    segment: str

    def as_json(self) -> dict[str, Any]:
        """Return the shape that `relais campaigns erratum` promises."""
        return {"issue": self.issue_id, "item": self.item_id, "segment": self.segment}


def begin(opened: Installation, campaign_id: int, actor: str) -> Begun:
    """Prepare an erratum to the letter of a campaign.

    Raises:
        campaigns.errors.UnknownCampaign; campaigns.errors.WrongMoment: the campaign is still under way.
    """
    now = opened.clock.now()
    with opened.database.reading() as session:
        first = reports.get(session, campaign_id)
        sending_again.require_over(first)
        same = _of_same_edition(session, first)
        untold = [one.id or 0 for one in same if one.told_at is None and not ledger.is_open(session, one.id or 0)]
    for number in untold:  # who got it is asked of the history, which a tick may not have been told yet
        history_feed.tell(opened.database, number, opened.clock.epoch())
    with opened.database.transaction() as session:
        first = reports.get(session, campaign_id)
        snapshot = snapshots.parse(session.get_one(Edition, first.edition_id).content)
        segment = _segment(session, campaign_id, [one.id or 0 for one in _of_same_edition(session, first)])
        publication = session.get_one(Publication, snapshot.publication.id)
        issue = issues.new(session, publication, _lines(snapshot), now, form=_FORM)
        item = Item(
            type=ItemType.EDITORIAL.value, title=_("Erratum"), body=_body(snapshot), state=ItemState.READY.value,
            created_at=now,
        )  # fmt: skip
        session.add(item)
        session.flush()
        ids = {"issue_id": issue.id or 0, "item_id": item.id or 0}
        session.add(Placement(**ids, section=labels.home(item.type).value, position=1))
        audit.record(session, now, actor, "erratum.begun", issue=issue.id, campaign=campaign_id, segment=segment)
        made = Begun(issue.id or 0, item.id or 0, segment)
    # Nobody has to remember to whom it goes.
    plans.keep(opened, made.issue_id, plans.Wish(segment=segment), 0, actor)
    return made


def _of_same_edition(session: Session, first: Campaign) -> list[Campaign]:
    """Return the campaigns that sent the very letter: this one and those that complete it."""
    mine = select(Campaign).where(Campaign.edition_id == first.edition_id, col(Campaign.state).in_(CAMPAIGN_OVER))
    return list(session.exec(mine.order_by(col(Campaign.id))))


def _segment(session: Session, campaign_id: int, campaigns: list[int]) -> str:
    name = _("Ont reçu l’envoi n°\u00a0{id}").format(id=campaign_id)
    about = [f"campaign:{number}" for number in campaigns]
    saved.add(session, name, {"field": "history.received", "in": about})
    return name


def _lines(snapshot: Snapshot) -> TitleLines:
    title, subject = (
        _("Erratum\u00a0: {title}").format(title=said)[:_LONGEST]
        for said in (snapshot.issue.title, snapshot.issue.subject or snapshot.issue.title)
    )
    return TitleLines(title, subject)


def _body(snapshot: Snapshot) -> dict[str, Any]:
    """Return the first words of an erratum, which a person finishes."""
    said = _("Dans notre lettre du {day}, il fallait lire\u00a0: …").format(day=event_times.day(snapshot.issue.dated))
    sorry = _("Nous vous prions de nous en excuser.")
    paragraphs = tuple(nodes.Paragraph((nodes.Text(words),)) for words in (said, sorry))
    return prosemirror.dump(nodes.Document(paragraphs))
