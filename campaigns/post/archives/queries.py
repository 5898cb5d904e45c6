"""Reading the archive: articles by section, région and words, one article, one issue. Shows what may be shown today.

An issue is public once a server accepted its first letter. If an item was sent several times, the newest counts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import sqlalchemy as sa
from markupsafe import Markup
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from campaigns.editorial import letter_context, snapshots
from campaigns.editorial.models import Edition, Issue
from campaigns.editorial.snapshots import Piece, Snapshot
from campaigns.post.archives import publishing, redacting, relinking
from campaigns.post.hits import link_repairs
from campaigns.post.models import Article, Campaign, Withdrawal
from campaigns.post.statements import DELIVERY
from campaigns.post.states import REACHED
from lists import folding
from templates.rich_text import rebuilding, standalone

#: Articles on one page.
PAGE = 20
#: Words of a search that are looked for.
_WORDS = 8


@dataclass(frozen=True)
class Wish:
    """What somebody looks for; an empty field matches anything."""

    section: str = ""
    #: Code of a région of today.
    region: str = ""
    words: str = ""
    #: The list of the letter; `None` is every letter.
    mailing_list_id: int | None = None


@dataclass(frozen=True)
class Found:
    """One page of articles."""

    articles: Sequence[Article]
    #: How many there are in all.
    total: int


@dataclass(frozen=True)
class Shown:
    """One article as it may be shown today."""

    article: Article
    item: Piece
    #: The letter that carried it, as it was sent.
    letter: Snapshot
    withdrawals: Sequence[Withdrawal]

    @property
    def body(self) -> Markup:
        """The text as HTML, below a heading of the first level; pictures at paths of ours."""
        prefix = self.letter.base_url + letter_context.IMAGE_PATH
        document = rebuilding.rebuilt(
            self.item.document, image=lambda picture: replace(picture, src=prefix + picture.src)
        )
        return Markup(standalone.html(document).replace(prefix, letter_context.IMAGE_PATH))  # noqa: S704 -- a part of markup


@dataclass(frozen=True)
class Number:
    """One issue that was sent."""

    issue_id: int
    number: int
    title: str
    dated: date


def search(session: Session, wish: Wish, page: int = 1, size: int = PAGE) -> Found:
    """Return the articles that somebody wishes to see, newest first."""
    gone = sa.exists().where(col(Withdrawal.item_id) == col(Article.item_id), col(Withdrawal.name) == "")
    chosen = select(Article).where(*_matching(wish), sa.not_(gone))
    total = session.exec(select(sa.func.count()).select_from(chosen.subquery())).one()
    # Of issues that bear the same day, the one sent last stands first; within an issue, in its order.
    order = (col(Article.dated).desc(), col(Article.campaign_id).desc(), col(Article.id))
    newest = chosen.order_by(*order).limit(size).offset((page - 1) * size)
    return Found(session.exec(newest).all(), total)


def article(session: Session, item_id: int, mailing_list_id: int | None = None) -> Shown | None:
    """Return one article of a letter; `None` when it was never sent."""
    wish = Wish(mailing_list_id=mailing_list_id)
    found = session.exec(select(Article).where(Article.item_id == item_id, *_matching(wish))).first()
    return shown(session, [found])[0] if found else None


def shown(session: Session, articles: Sequence[Article]) -> list[Shown]:
    """Return articles with all their text."""
    known = publishing.withdrawn(session, [one.item_id for one in articles])
    editions = select(Edition).where(col(Edition.id).in_({one.edition_id for one in articles}))
    sent = {edition.id: (edition, snapshots.parse(edition.content)) for edition in session.exec(editions)}
    found = []
    for one in articles:
        edition, letter = sent[one.edition_id]
        wrong = link_repairs.by_address(session, edition, one.item_id)
        found.append(_shown(one, letter, known.get(one.item_id, []), wrong))
    return found


def numbers(session: Session, mailing_list_id: int | None = None) -> list[Number]:
    """Return the issues of a letter that were sent, newest first."""
    sent = select(Article.issue_id).where(col(Article.campaign_id).in_(public(mailing_list_id)))
    rows = session.exec(
        select(Issue).where(col(Issue.id).in_(sent)).order_by(col(Issue.dated).desc(), col(Issue.id).desc())
    )
    return [Number(one.id or 0, one.number or 0, one.title, one.dated) for one in rows]


def edition(session: Session, issue_id: int) -> Edition | None:
    """Return the last edition sent of a numbered issue; `None` while no server has accepted any of it."""
    newest = (
        select(Article.edition_id)
        .where(Article.issue_id == issue_id, col(Article.campaign_id).in_(public()))
        .order_by(col(Article.campaign_id).desc())
        .limit(1)
    )
    found = session.exec(newest).first()
    return session.get(Edition, found) if found is not None else None


def letter(session: Session, issue_id: int) -> Edition | None:
    """Return the last edition sent of any issue, public or not; `None` while no server has accepted any of it."""
    newest = (
        select(Edition)
        .join(Campaign, col(Campaign.edition_id) == Edition.id)
        .where(Edition.issue_id == issue_id, _reached)
        .order_by(col(Campaign.id).desc())
        .limit(1)
    )
    return session.exec(newest).first()


_reached = sa.exists().where(DELIVERY.c.campaign_id == Campaign.id, DELIVERY.c.state.in_(REACHED))


def public(mailing_list_id: int | None = None) -> sa.Select[int | None]:
    """Select the campaigns with at least one letter that a server accepted: what they carry is public."""
    found = sa.select(col(Campaign.id)).where(_reached)
    return found if mailing_list_id is None else found.where(col(Campaign.mailing_list_id) == mailing_list_id)


def _matching(wish: Wish) -> list[sa.ColumnElement[bool]]:
    sent = public(wish.mailing_list_id)
    newer = aliased(Article)
    outdated = sa.exists().where(
        col(newer.item_id) == col(Article.item_id),
        col(newer.campaign_id) > col(Article.campaign_id),
        col(newer.campaign_id).in_(sent),
    )
    rules = [col(Article.campaign_id).in_(sent), sa.not_(outdated)]
    if wish.section:
        rules.append(col(Article.section) == wish.section)
    if wish.region:
        rules.append(col(Article.regions).contains(f",{wish.region},", autoescape=True))
    return rules + [
        col(Article.words).contains(word, autoescape=True) for word in folding.fold(wish.words[:200]).split()[:_WORDS]
    ]


def _shown(one: Article, snapshot: Snapshot, withdrawals: list[Withdrawal], wrong: Mapping[str, str]) -> Shown:
    item = relinking.relinked(next(redacting.items_of(snapshot, one.item_id)), wrong)
    return Shown(one, redacting.shown(item, withdrawals), snapshot, withdrawals)
