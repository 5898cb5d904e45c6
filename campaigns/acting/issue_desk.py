"""What the console shows of issues: all of them with where they stand, and one as it is composed.

Reads only; what changes an issue stands in `campaigns.editorial`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache

from sqlmodel import Session, col, select

from campaigns import errors
from campaigns.checking import people
from campaigns.editorial import (
    commenting,
    issues,
    labels,
    lead_items,
    outlines,
    publications,
    snapshots,
    taking_over,
    wordings,
)
from campaigns.editorial.commenting import Comment
from campaigns.editorial.models import Edition, Issue, Item, ItemState, ItemType, Placement, Section
from campaigns.editorial.outlines import Outline, Placed
from campaigns.post import completions
from campaigns.post.models import Campaign
from campaigns.post.states import CampaignState
from runtime.installation import Installation
from runtime.language import N_, _

#: What each state of its campaign makes of an issue, in words, and the kind of mark that the word has.
STATES = {
    None: (N_("en préparation"), "draft"),
    CampaignState.CANCELLED: (N_("en préparation"), "draft"),
    CampaignState.WAITING: (N_("départ prévu"), "todo"),
    CampaignState.SENDING: (N_("départ en cours"), "ready"),
    CampaignState.PAUSED: (N_("envoi en pause"), "stopped"),
    CampaignState.HELD: (N_("envoi suspendu"), "stopped"),
    CampaignState.FINISHED: (N_("envoyé"), "sent"),
}
#: The section that usually takes each type of item; others are chosen by hand.
_USUAL = {
    ItemType.EDITORIAL: Section.EDITORIAL,
    ItemType.LOCAL_MISSION_ACTION: Section.ACTIONS,
    ItemType.PARTNER_ACTION: Section.ACTIONS,
    ItemType.GOOD_PRACTICE: Section.PRACTICES,
    ItemType.NEW_SIGNATORIES: Section.SIGNATORIES,
    ItemType.TESTIMONIAL: Section.TESTIMONIALS,
    ItemType.AWARENESS_CAMPAIGN: Section.CAMPAIGNS,
    ItemType.LEGAL_NEWS: Section.LEGAL,
    ItemType.TOOL: Section.TOOL,
    ItemType.KEY_FIGURE: Section.FIGURE,
    ItemType.EVENT: Section.AGENDA,
    ItemType.CALL_FOR_CONTRIBUTIONS: Section.CONTRIBUTIONS,
}


@dataclass(frozen=True)
class Letter:
    """A publication."""

    id: int
    name: str


@dataclass(frozen=True)
class Line:
    """An issue in the list."""

    id: int
    #: « n° »; `None` for an issue outside the series.
    number: int | None
    title: str
    dated: date
    #: Where it stands, in words, and the kind of its mark.
    state: str
    kind: str
    #: To how many it goes or went; before it is launched, would go if its whole list received it now.
    audience: int
    #: Whether it was launched, so that its audience is fixed.
    is_fixed: bool
    #: The name of its publication, where there are several.
    letter: str
    publication_id: int


@dataclass(frozen=True)
class Card:
    """An item at its place."""

    id: int
    title: str
    #: Its type, in words.
    type: str
    #: The issue that it was taken over from, as long as nobody touched it; empty otherwise.
    taken: str
    comments: tuple[Comment, ...]


@dataclass(frozen=True)
class Rubric:
    """A section, with what it holds and what waits for it."""

    key: str
    words: str
    cards: tuple[Card, ...]
    ready: tuple[Placed, ...]


@dataclass(frozen=True)
class Desk:
    """An issue as it is composed."""

    outline: Outline
    publication_id: int
    letter: str
    state: str
    kind: str
    #: Whether its letter leaves, or has left: what is changed now changes nothing that readers received.
    is_launched: bool
    rubrics: tuple[Rubric, ...]
    #: Remarks on the whole issue.
    comments: tuple[Comment, ...]

    @property
    def asks_answer(self) -> bool:
        """Whether its readers are asked whether they come."""
        return self.outline.template in lead_items.ANSWERED

    @property
    def name(self) -> str:
        """What people call it."""
        number = self.outline.number
        return _("Numéro {number}").format(number=number) if number else self.outline.title

    @property
    def sections(self) -> tuple[tuple[str, str], ...]:
        """Every section, in the order of the issue: key and words."""
        return tuple((one.key, one.words) for one in self.rubrics)

    @property
    def shown(self) -> tuple[str, ...]:
        """The sections that hold an article, or for which one waits: their keys, in the order of the issue."""
        return tuple(one.key for one in self.rubrics if one.cards or one.ready)


def letters(opened: Installation) -> tuple[Letter, ...]:
    """Return the publications of this installation, the first first."""
    with opened.database.reading() as session:
        return tuple(Letter(one.id or 0, one.name) for one in publications.everything(session))


def publication_of(opened: Installation, issue_id: int) -> int:
    """Return the publication of an issue, in use or in the bin.

    Raises:
        errors.UnknownIssue.
    """
    with opened.database.reading() as session:
        found = session.get(Issue, issue_id)
        if found is None:
            raise errors.UnknownIssue(id=issue_id)
        return found.publication_id


def listed(opened: Installation) -> tuple[Line, ...]:
    """Return the issues in use of every publication, newest first."""
    with opened.database.reading() as session:
        known = publications.everything(session)
        names = {one.id: one.name for one in known} if len(known) > 1 else {}
        lists = {one.id: one.mailing_list_id for one in known}
        campaigns = _campaigns(session)
        found = session.exec(select(Issue).where(col(Issue.deleted_at).is_(None)).order_by(col(Issue.id).desc()))

        @cache  # once for each list, and for each kind of issue: most are neither special nor launched
        def reach(publication_id: int, special: bool) -> int:  # noqa: FBT001 -- a key
            return people.reach(session, opened, lists[publication_id], special=special)

        return tuple(_line(one, campaigns.get(one.id or 0), names.get(one.publication_id, ""), reach) for one in found)


def open_(opened: Installation, issue_id: int) -> Desk:
    """Return an issue as it is composed.

    Raises:
        errors.UnknownIssue, errors.InBin.
    """
    comments = commenting.listed(opened, issue_id)
    with opened.database.reading() as session:
        issue = issues.get(session, issue_id)
        campaign = _campaigns(session, issue_id).get(issue_id)
        words, kind = STATES[_state(campaign)]
        return Desk(
            outline=outlines.of(session, issue),
            publication_id=issue.publication_id,
            letter=next(one.name for one in publications.everything(session) if one.id == issue.publication_id),
            state=_(words),
            kind=kind,
            is_launched=_state(campaign) not in (None, CampaignState.CANCELLED),
            rubrics=_rubrics(session, issue, comments),
            comments=tuple(one for one in comments if one.item is None),
        )


def _rubrics(session: Session, issue: Issue, comments: tuple[Comment, ...]) -> tuple[Rubric, ...]:
    held = dict(issues.sections(session, issue))
    taken = taking_over.untouched(session, issue.id or 0)
    ready = _ready(session)
    words = wordings.on(session, issue.dated)

    def card(item: Item) -> Card:
        said = tuple(one for one in comments if one.item == item.id)
        return Card(item.id or 0, item.title, labels.item_type(item.type, words), taken.get(item.id or 0, ""), said)

    return tuple(
        Rubric(
            key,
            labels.section(key, words),
            tuple(map(card, held.get(Section(key), ()))),
            tuple(Placed(id_, title) for id_, title, type_ in ready if _USUAL[ItemType(type_)] == key),
        )
        for key in issue.sections
    )


def _ready(session: Session) -> list[tuple[int, str, str]]:
    """Return the items that wait: ready, and in no issue in use."""
    placed = select(Placement.item_id).join(Issue).where(col(Issue.deleted_at).is_(None))
    query = select(Item.id, Item.title, Item.type).where(
        Item.state == ItemState.READY.value, col(Item.deleted_at).is_(None), col(Item.id).not_in(placed)
    )
    return [(id_ or 0, title, type_) for id_, title, type_ in session.exec(query.order_by(col(Item.id).desc()))]


def _campaigns(session: Session, issue_id: int | None = None) -> dict[int, tuple[str, int]]:
    """Return the state and the audience of the last campaign of each issue; a cancelled one counts last."""
    query = select(Edition.issue_id, Campaign.state, Campaign.audience).join(
        Campaign, col(Campaign.edition_id) == col(Edition.id)
    )
    query = query.where(col(Campaign.id).not_in(completions.all_()))
    if issue_id is not None:
        query = query.where(Edition.issue_id == issue_id)
    found: dict[int, tuple[str, int]] = {}
    for issue, state, audience in session.exec(query.order_by(col(Campaign.id))):
        if state != CampaignState.CANCELLED or issue not in found:
            found[issue] = state, audience
    return found


def _state(campaign: tuple[str, int] | None) -> CampaignState | None:
    return CampaignState(campaign[0]) if campaign else None


def _line(issue: Issue, campaign: tuple[str, int] | None, letter: str, reach: Callable[[int, bool], int]) -> Line:
    state = _state(campaign)
    words, kind = STATES[state]
    fixed = campaign[1] if campaign and state is not CampaignState.CANCELLED else None
    audience = fixed if fixed is not None else reach(issue.publication_id, issue.template == snapshots.SPECIAL)
    return Line(
        issue.id or 0, issue.number, issue.title, issue.dated, _(words), kind, audience, fixed is not None, letter,
        issue.publication_id,
    )  # fmt: skip
