"""Whether what is public may have changed: a digest of the few rows that every public page is drawn from.

Owns which rows those are: an edition and what it holds never change. Refuses to know pages.
"""

from __future__ import annotations

import hashlib

import sqlalchemy as sa
from sqlmodel import col

from campaigns.editorial.models import Issue, Publication
from campaigns.post.archives import queries
from campaigns.post.models import Article, Withdrawal
from lists.models import MailingList
from runtime import clock
from runtime.installation import Installation

_ROWS = (
    sa.select(Publication.__table__).order_by(col(Publication.id)),  # type: ignore[attr-defined]
    sa.select(MailingList.__table__).order_by(col(MailingList.id)),  # type: ignore[attr-defined]
    sa.select(Withdrawal.__table__).order_by(col(Withdrawal.id)),  # type: ignore[attr-defined]
    sa.select(sa.func.count(), sa.func.max(col(Article.id))).select_from(Article),
    queries.public().order_by(sa.text("id")),
    sa.select(col(Issue.id), col(Issue.number), col(Issue.title), col(Issue.dated))
    .where(col(Issue.id).in_(sa.select(col(Article.issue_id))))
    .order_by(col(Issue.id)),
)


def version(opened: Installation) -> bytes:
    """Return octets that are the same as long as every public page of the archive is."""
    digest = hashlib.blake2b(str(clock.today(opened.clock)).encode(), digest_size=16)
    with opened.database.looking() as connection:
        for statement in _ROWS:
            for row in connection.execute(statement):
                digest.update(repr(tuple(row)).encode())
            digest.update(b"\0")
    return digest.digest()
