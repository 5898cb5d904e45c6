"""The links of a letter as sent: addresses of ours that name a destination and never a reader.

Owns the table of destinations. Refuses any other destination, so nobody can misuse our domain.
"""

from __future__ import annotations

import hashlib
import re

import sqlalchemy as sa
from sqlmodel import Session

from campaigns.editorial import letter_context
from campaigns.post import models, tokens
from runtime import bulk
from runtime.installation import Installation
from runtime.keyring import Keyring
from templates.letters import Letter, Link

DESTINATION = models.table("destination")
#: In the number of a link: it stands in a letter with the second subject. No letter has so many links.
SECOND = 1 << 15
#: Link texts that are an address: a mail program warns when the text shows one host and the link leads to another.
_ADDRESS = re.compile(r"(https?://)?[\w-]+(\.[\w-]+)+([/?#]\S*)?", re.IGNORECASE)


def register(session: Session, letter: Letter) -> None:
    """Keep where the links of a letter lead; what is known already is left as it is."""
    rows = _unknown(session, letter)  # a row that conflicts takes a number too
    if rows:
        insert = bulk.insert(DESTINATION, session).on_conflict_do_nothing()
        session.execute(insert, [{"sha256": digest, "url": url} for digest, url in rows.items()])


def registered(session: Session, url: str) -> int:
    """Return the number of a destination, kept now if it was not known."""
    insert = bulk.insert(DESTINATION, session).values(sha256=_digest(url), url=url)
    session.execute(insert.on_conflict_do_nothing())
    return int(session.execute(sa.select(DESTINATION.c.id).where(DESTINATION.c.sha256 == _digest(url))).scalar_one())


def is_registered(session: Session, letter: Letter) -> bool:
    """Tell whether it is known where each of its links leads."""
    return not _unknown(session, letter)


def _unknown(session: Session, letter: Letter) -> dict[bytes, str]:
    rows = {_digest(link.url): link.url for link in letter.links if is_counted(link)}
    for known in session.execute(sa.select(DESTINATION.c.sha256).where(DESTINATION.c.sha256.in_(list(rows)))).scalars():
        del rows[known]
    return rows


def addresses(
    session: Session, keyring: Keyring, base_url: str, campaign_id: int, letter: Letter, *, second: bool = False
) -> dict[str, str]:
    """Return, by the id of a link, the address that replaces its own in the letter.

    In a letter with the `second` subject it says so, the same for all its readers.

    Campaign zero is a letter that is only looked at: its links have the same
    length and the same destinations, but are not counted. A link that was never registered keeps its own address.
    """
    counted = [link for link in letter.links if is_counted(link)]
    wanted = [_digest(link.url) for link in counted]
    rows = session.execute(sa.select(DESTINATION.c.sha256, DESTINATION.c.id).where(DESTINATION.c.sha256.in_(wanted)))
    prefix = base_url + letter_context.CLICK_PATH
    ids, mark = {row.sha256: row.id for row in rows}, SECOND if second else 0
    return {
        link.id: prefix + tokens.mint_link(keyring, tokens.Link(campaign_id, int(link.id) | mark, ids[digest]))
        for link, digest in zip(counted, wanted, strict=True)
        if digest in ids
    }


def destination(opened: Installation, destination_id: int) -> str | None:
    """Return where a link leads."""
    with opened.database.reading() as session:
        found: str | None = session.execute(
            sa.select(DESTINATION.c.url).where(DESTINATION.c.id == destination_id)
        ).scalar_one_or_none()
    return found


def is_counted(link: Link) -> bool:
    """Tell whether a link leads through us; one whose words are an address leads there by itself."""
    return _ADDRESS.fullmatch(link.label.strip()) is None


def _digest(url: str) -> bytes:
    return hashlib.sha256(url.encode()).digest()
