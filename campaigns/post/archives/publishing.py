"""Keeping a sent issue for the archive: one row per article, found by its section, its régions and its words.

Only numbered issues are public; an invitation or a convocation is between its sender and its readers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlmodel import Session, col, select

from campaigns.editorial import editions, snapshots
from campaigns.editorial.models import Edition
from campaigns.editorial.snapshots import Piece, Snapshot
from campaigns.post.archives import redacting
from campaigns.post.models import Article, Campaign, Withdrawal
from lists import folding, geography
from templates.rich_text import nodes, rebuilding

#: Fields that are searched beside the text itself.
_SEARCHED = ("title", "kicker", "intro", "author", "source", "place", "caption")


def keep(session: Session, campaign: Campaign, edition: Edition) -> None:
    """Keep the articles of a campaign; they can be read once its first letter was accepted."""
    snapshot = snapshots.parse(edition.content)
    issue = snapshot.issue
    if issue.number is None:
        return
    known = withdrawn(session, [item.id for item in snapshot.items])
    assert campaign.id is not None
    assert edition.id is not None
    for section, item in _items(snapshot):
        public = redacting.shown(item, known.get(item.id, ()))
        article = Article(
            campaign_id=campaign.id,
            edition_id=edition.id,
            issue_id=issue.id,
            item_id=item.id,
            section=section,
            type=item.type,
            title=public.title,
            dated=issue.dated,
            regions=regions(item.territory),
        )
        _write(session, article, public)
    session.flush()


def refresh(session: Session, item_id: int) -> None:
    """Keep the words of an item as they may be shown today."""
    known = withdrawn(session, [item_id]).get(item_id, [])
    for article in session.exec(select(Article).where(Article.item_id == item_id)):
        for item in redacting.items_of(editions.read(session, article.edition_id), item_id):
            _write(session, article, redacting.shown(item, known))
    session.flush()


def withdrawn(session: Session, item_ids: Iterable[int]) -> dict[int, list[Withdrawal]]:
    """Return what was withdrawn of these items, oldest first."""
    rows = session.exec(
        select(Withdrawal).where(col(Withdrawal.item_id).in_(list(item_ids))).order_by(col(Withdrawal.id))
    )
    found: dict[int, list[Withdrawal]] = {}
    for row in rows:
        found.setdefault(row.item_id, []).append(row)
    return found


def _write(session: Session, article: Article, item: Piece) -> None:
    """Keep the words of an item: its title and intro, and all that can be searched."""
    said: list[str] = [getattr(item, field) for field in _SEARCHED]

    def read(line: rebuilding.Content) -> rebuilding.Content:
        said.append("".join(part.text for part in line if isinstance(part, nodes.Text)))
        return line

    rebuilding.rebuilt(item.document, content=read)
    article.title, article.intro = item.title, item.intro
    # Bypasses the cache of `fold`: these texts are long, and folded only once.
    article.words = folding.fold.__wrapped__(" ".join(said))
    session.add(article)


def regions(territory: Iterable[str]) -> str:
    """Return the régions of today that an item is about, as `Article.regions` holds them."""
    covered = {code for place in territory for code in _of(geography.territory(place))}
    return f",{','.join(sorted(covered))}," if covered else ""


def _of(place: geography.Territory) -> set[str]:
    if place.kind == "national":
        return set()
    return {geography.departements()[code].region_2016_code for code in place.departements}


def _items(snapshot: Snapshot) -> Iterator[tuple[str, Piece]]:
    return ((section.key, item) for section in snapshot.sections for item in section.items)
