"""Links of a letter that was sent with a wrong address: where they lead since somebody put that right.

A repair belongs to a frozen edition and the number of its link; the letter in the mailboxes and its clicks stay as they
are. Refuses links that lead to their address without us: nobody can change those any more.
"""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy import BigInteger, Column
from sqlmodel import Field, Session, SQLModel, col

from campaigns.editorial import letter_context
from campaigns.editorial.models import Edition
from campaigns.post import tokens
from campaigns.post.hits import tracked_links
from campaigns.post.hits.tracked_links import DESTINATION
from campaigns.post.models import Campaign
from runtime.installation import Installation
from templates.letters import Letter


class LinkRepair(SQLModel, table=True):
    """One link of one edition, and where it leads now."""

    __tablename__ = "link_repair"

    edition_id: int = Field(primary_key=True, foreign_key="edition.id")
    #: `templates.letters.Link.id`.
    number: int = Field(primary_key=True)
    destination_id: int = Field(foreign_key="destination.id")
    #: When it was put right, in seconds since 1970.
    at: int = Field(sa_column=Column(BigInteger, nullable=False))


def repair(session: Session, edition_id: int, number: int, url: str, now: int) -> None:
    """Let a link lead to another address from now on."""
    destination = tracked_links.registered(session, url)
    session.merge(LinkRepair(edition_id=edition_id, number=number, destination_id=destination, at=now))
    session.flush()


def of(session: Session, edition_id: int) -> dict[str, str]:
    """Return the links of an edition that lead elsewhere now: the id of a link -> its address."""
    rows = session.execute(
        sa.select(col(LinkRepair.number), DESTINATION.c.url)
        .join(DESTINATION, DESTINATION.c.id == col(LinkRepair.destination_id))
        .where(col(LinkRepair.edition_id) == edition_id)
    )
    return {str(number): url for number, url in rows}


def addresses(session: Session, edition: Edition, letter: Letter) -> dict[str, str]:
    """Return, by the id of a link of `letter`, where it leads now, if an edition's link of that address was repaired.

    `letter` may be compiled anew from what is left of the edition: its links may have other numbers.
    """
    repaired = of(session, edition.id or 0)
    now = {(url, key): repaired[id_] for id_, url, key, _label in edition.letter["links"] if id_ in repaired}
    return {link.id: now[link.url, link.key] for link in letter.links if (link.url, link.key) in now}


def by_address(session: Session, edition: Edition, item_id: int) -> dict[str, str]:
    """Return the addresses in one item of an edition that were wrong -> where they lead now."""
    repaired, mine = of(session, edition.id or 0), letter_context.item_key(item_id)
    return {url: repaired[id_] for id_, url, key, _label in edition.letter["links"] if id_ in repaired and key == mine}


def destination(opened: Installation, link: tokens.Link) -> str | None:
    """Return where a link of a letter leads today; `None` when it leads nowhere."""
    with opened.database.reading() as session:
        found = session.execute(
            sa.select(DESTINATION.c.url)
            .join(LinkRepair, col(LinkRepair.destination_id) == DESTINATION.c.id)
            .join(Campaign, col(Campaign.edition_id) == col(LinkRepair.edition_id))
            .where(col(Campaign.id) == link.campaign_id, col(LinkRepair.number) == link.number)
        ).scalar_one_or_none()
    return found if found is not None else tracked_links.destination(opened, link.destination_id)
