"""The tables of what people write back: the letters kept for a person, and what was answered to them. Rows only."""

from __future__ import annotations

from sqlalchemy import JSON, BigInteger, Column
from sqlmodel import Field, SQLModel

import campaigns.post.models  # noqa: F401 -- the ledger, which the letters refer to


class PendingLetter(SQLModel, table=True):
    """A returned letter that a person must decide about, or that a person wrote to us."""

    __tablename__ = "pending_letter"

    id: int | None = Field(default=None, primary_key=True)
    event_id: str = Field(unique=True)
    #: One of `pending.Question`.
    question: str
    at: int = Field(sa_column=Column(BigInteger, nullable=False))
    #: The delivery that its signed token names; `None` without a token.
    delivery_id: int | None = None
    sender: str = ""
    #: The name before the address, as the letter gives it.
    sender_name: str = ""
    subject: str = ""
    #: What was written, as plain text, without what it quotes.
    words: str = ""
    #: The names of the files that came with it; the files stay in the mailbox.
    attachments: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    #: The address that a person who left the organisation gives instead.
    replacement: str = ""
    #: Its own Message-ID, then those of the letters before it, as an answer needs them; empty without one.
    message_id: str = ""
    ancestors: str = ""
    #: The first letter of the conversation; `None` for that one.
    thread_id: int | None = Field(default=None, index=True)
    #: When somebody first looked at it.
    read_at: int | None = Field(default=None, sa_column=Column(BigInteger))
    settled_at: int | None = Field(default=None, sa_column=Column(BigInteger))
    #: One of `pending.Decision`; empty while it waits.
    decision: str = ""
    #: What was proposed about it -> whether a person accepted it.
    proposals: dict[str, bool] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))


class LetterAnswer(SQLModel, table=True):
    """What somebody of the house answered to such a letter."""

    __tablename__ = "letter_answer"

    id: int | None = Field(default=None, primary_key=True)
    letter_id: int = Field(foreign_key="pending_letter.id", index=True, ondelete="CASCADE")
    at: int = Field(sa_column=Column(BigInteger, nullable=False))
    #: Who wrote it, as the audit names people.
    actor: str
    words: str
    #: The service message that carries it.
    message: int
    #: The left part of its Message-ID: a letter that answers it belongs to the same conversation.
    message_name: str = Field(index=True)


PENDING = SQLModel.metadata.tables["pending_letter"]
ANSWER = SQLModel.metadata.tables["letter_answer"]
#: What a letter says of people, emptied.
BLANK = {
    "sender": "", "sender_name": "", "subject": "", "words": "", "attachments": [], "replacement": "",
    "message_id": "", "ancestors": "",
}  # fmt: skip
