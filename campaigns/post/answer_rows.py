"""The table of answers to invitations: rows only. What a reader may do with them stands in `readers.answering`."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, LargeBinary, UniqueConstraint
from sqlmodel import Field, SQLModel

import campaigns.post.models  # noqa: F401 -- the tables that ours refers to
from lists.models import KEY_BYTES, NUMBER


class Answer(SQLModel, table=True):
    """What one reader last answered to one letter, by whichever campaign it reached them."""

    __table_args__ = (UniqueConstraint("issue_id", "address_key"),)

    id: int | None = Field(default=None, sa_column=Column(NUMBER, primary_key=True))
    issue_id: int = Field(foreign_key="issue.id")
    #: The campaign whose letter was answered.
    campaign_id: int = Field(foreign_key="campaign.id", index=True)
    #: Whose letter it was; `None`, like the key, once the person was erased or the term is over.
    delivery_id: int | None = Field(default=None, sa_column=Column(BigInteger, index=True))
    address_key: bytes | None = Field(default=None, sa_column=Column(LargeBinary(KEY_BYTES)))
    coming: bool
    #: How many come, the reader among them; zero for one who does not come.
    people: int
    #: Who comes instead, as the reader wrote it; empty for nobody.
    represented_by: str = ""
    #: When it was last answered, in seconds since 1970.
    at: int = Field(sa_column=Column(BigInteger, nullable=False))
