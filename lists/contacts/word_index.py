"""What a search of people looks into: the words of each contact and of their organisation, folded, and their name.

Derived, and made when somebody looks. A row that is missing is made anew; the database itself forgets the row of a
contact who was renamed, or whose organisation was (see decision 0034), so that no writer needs to know of it.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement, Index
from sqlmodel import Field, SQLModel, col

from lists.folding import fold
from lists.models import Contact, Organisation
from runtime import bulk
from runtime.installation import Installation

_BATCH = 5_000
#: A longer search says nothing more.
_MOST_WORDS = 8


class ContactWords(SQLModel, table=True):
    """The words of one contact."""

    __tablename__ = "contact_words"
    __table_args__ = (Index("contact_words_called", "called", "contact_id"),)

    contact_id: int = Field(primary_key=True, foreign_key="contact.id", ondelete="CASCADE")
    #: Names, address and organisation, folded.
    words: str
    #: The name by which a list sorts: family name, first name, else the address; folded.
    called: str


def refresh(opened: Installation) -> None:
    """Derive what is not derived yet: of who came or was renamed since somebody last looked."""
    with opened.database.reading() as session:
        if session.execute(_unknown().limit(1)).first() is None:
            return
    with opened.database.transaction() as session:
        while rows := session.execute(_unknown().limit(_BATCH)).all():
            session.execute(bulk.insert(ContactWords, session), [_row(*row) for row in rows])


def holds(words: str) -> ColumnElement[bool]:
    """Return the condition that each word stands in the words of a contact; for nobody without a word."""
    wanted = fold(words).split()[:_MOST_WORDS]
    if not wanted:
        return sa.false()
    return sa.and_(*(col(ContactWords.words).contains(word) for word in wanted))


def _unknown() -> sa.Select[Any]:
    columns: tuple[Any, ...] = (
        Contact.id, Contact.first_name, Contact.last_name, Contact.email_shown, Organisation.name,
    )  # fmt: skip
    return (
        sa.select(*columns)
        .select_from(Contact)
        .outerjoin(Organisation, col(Organisation.id) == col(Contact.organisation_id))
        .outerjoin(ContactWords, col(ContactWords.contact_id) == col(Contact.id))
        .where(col(ContactWords.contact_id).is_(None))
    )


def _row(contact_id: int, first: str | None, last: str | None, address: str, employer: str | None) -> dict[str, Any]:
    said = [fold(one) for one in (last or "", first or "", address, employer or "")]
    called = " ".join(filter(None, said[:2])) or said[2]
    return {"contact_id": contact_id, "words": " ".join(filter(None, said)), "called": called}
