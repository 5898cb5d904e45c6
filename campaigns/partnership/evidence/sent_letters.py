"""What the ledger proves: letters that reached readers, and what stood in them.

Nothing of it is stored: a letter that was cancelled, or that everybody refused, is no evidence, whenever one asks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import func
from sqlmodel import Session, col, select

from campaigns.editorial import editions
from campaigns.editorial.models import Edition, Item, ItemType
from campaigns.editorial.snapshots import Snapshot
from campaigns.partnership.conventions import Convention
from campaigns.partnership.evidence.values import Evidence, Nature
from campaigns.post.models import Campaign, Delivery
from campaigns.post.states import REACHED, CampaignState
from lists.kinds import OrganisationKind
from lists.models import Organisation
from runtime import clock
from runtime.language import _, ngettext

#: E-mails that carry the block for recruiting readers (« Recruter avec votre mission locale »).
_WITH_RECRUIT_BLOCK = frozenset({"newsletter", "special"})


@dataclass(frozen=True)
class SentLetter:
    """A letter that reached somebody."""

    campaign_id: int
    #: The day on which it left, in Paris.
    on: date
    edition_sha256: str
    snapshot: Snapshot
    #: How many readers have it, and how many of them at a mission locale.
    reached: int
    reached_missions: int
    #: Items of it that come from a meeting.
    from_meetings: frozenset[int]

    @property
    def name(self) -> str:
        """« n° 4 », or the title of a letter without a number."""
        number = self.snapshot.issue.number
        return _("n° {number}").format(number=number) if number else f"« {self.snapshot.issue.title} »"


def sent(session: Session, since: date, until: date) -> Iterator[SentLetter]:
    """Yield the letters of a period (both days included) that reached somebody and were not cancelled, oldest first."""
    reached = _reached(session)
    missions = _reached(session, OrganisationKind.LOCAL_MISSION)
    rows = session.exec(
        select(Campaign, Edition)
        .join(Edition, col(Edition.id) == Campaign.edition_id)
        .where(Campaign.state != CampaignState.CANCELLED.value, col(Campaign.id).in_(list(reached)))
        .order_by(col(Campaign.not_before), col(Campaign.id))
    )
    for campaign, edition in rows:
        day = clock.day_of(max(campaign.not_before, campaign.launched_at))
        if since <= day <= until:
            number = campaign.id or 0
            snapshot = editions.read(session, campaign.edition_id)
            met = _from_meetings(session, snapshot)
            yield SentLetter(number, day, edition.sha256, snapshot, reached[number], missions.get(number, 0), met)


def derived(session: Session, convention: Convention, since: date, until: date) -> Iterator[Evidence]:
    """Yield what sent letters prove for the clauses of a convention; an issue that left twice proves it once."""
    found: dict[tuple[str, str, str], Evidence] = {}
    for letter in sent(session, since, until):
        for act, text in _acts(letter):
            for one in convention.commitments:
                if one.takes(act) or one.hears(act):
                    proof = _proof(letter, act, text, one.id)
                    key = (act, proof.subject, one.id)
                    earlier = found.get(key)
                    found[key] = replace(earlier, reached=earlier.reached + letter.reached) if earlier else proof
    yield from found.values()


def _proof(letter: SentLetter, act: str, text: str, commitment: str) -> Evidence:
    return Evidence(
        act=act,
        subject=f"issue:{letter.snapshot.issue.id}",
        commitment=commitment,
        on=letter.on,
        text=text,
        nature=Nature.OBSERVED,
        actor="engine",
        link=f"/envois/{letter.campaign_id}",
        sha256=letter.edition_sha256,
        reached=letter.reached,
    )


def _acts(letter: SentLetter) -> Iterator[tuple[str, str]]:
    """Yield each act that a letter is, with its sentence."""
    snapshot = letter.snapshot
    for kind in dict.fromkeys(item.type for item in snapshot.items):
        titles = [item.title for item in snapshot.items if item.type == kind]
        yield f"content:{kind}", _said(letter, titles)
    practices = [
        item.title
        for item in snapshot.items
        if item.type == ItemType.GOOD_PRACTICE.value and item.id in letter.from_meetings
    ]
    if practices:
        yield "practice", _said(letter, practices)
        if letter.reached_missions:
            yield "practice:local_mission", _said(letter, practices)
    if letter.reached_missions:
        yield "audience:local_mission", _said(letter, [])
    if snapshot.is_special:
        yield "special", _said(letter, [])
    if snapshot.template.name in _WITH_RECRUIT_BLOCK and snapshot.network in {one.code for one in snapshot.partners}:
        yield "block:recruit", _said(letter, [])


def _said(letter: SentLetter, titles: list[str]) -> str:
    many = ngettext("{name}, {n} lettre acceptée", "{name}, {n} lettres acceptées", letter.reached)
    text = many.format(name=letter.name, n=letter.reached)
    return (
        text
        if not titles
        else _("{letter} : {titles}").format(letter=text, titles=", ".join(f"« {one} »" for one in titles))
    )


def _reached(session: Session, kind: OrganisationKind | None = None) -> dict[int, int]:
    counted = select(Delivery.campaign_id, func.count()).where(col(Delivery.state).in_([one.value for one in REACHED]))
    if kind is not None:
        counted = counted.join(Organisation, col(Organisation.id) == Delivery.organisation_id)
        counted = counted.where(Organisation.kind == kind.value)
    return dict(session.exec(counted.group_by(col(Delivery.campaign_id))).all())


def _from_meetings(session: Session, snapshot: Snapshot) -> frozenset[int]:
    ids = [item.id for item in snapshot.items]
    met = session.exec(select(Item.id).where(col(Item.id).in_(ids), Item.meeting != ""))
    return frozenset(one for one in met if one is not None)
