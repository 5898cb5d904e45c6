"""The table of service messages: rows only. What may be done with them stands in `outbox`, what their failures mean in
`failure_policy`.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, BigInteger, Column, Index, LargeBinary
from sqlmodel import Field, SQLModel

import campaigns.editorial.models  # noqa: F401 -- the table that ours refers to
from campaigns.post.states import DeliveryState
from lists.models import KEY_BYTES, NUMBER


class ServiceMessage(SQLModel, table=True):
    """One message to one person."""

    __tablename__ = "service_message"
    __table_args__ = (Index("service_message_due", "state", "next_at"),)

    id: int | None = Field(default=None, sa_column=Column(NUMBER, primary_key=True))
    publication_id: int = Field(foreign_key="publication.id")
    #: The e-mail that it is: a name of `templates.catalogue.EMAILS`.
    kind: str
    #: Whom it is for.
    address_key: bytes = Field(sa_column=Column(LargeBinary(KEY_BYTES), nullable=False, index=True))
    #: Where it goes; empty once it has ended.
    address: str
    #: What it says, without the frame of the publication; empty once it has ended.
    content: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    #: One of `states.State`.
    state: str = DeliveryState.PLANNED.value
    #: Why it was refused or left out: a reason of `mailer.reasons`, or of `lists.kinds`.
    reason: str = ""
    #: How often a hand-over was tried.
    attempts: int = 0
    #: Seconds since 1970, like those below.
    queued_at: int = Field(sa_column=Column(BigInteger, nullable=False))
    #: No attempt before this; during a hand-over, when it counts as lost.
    next_at: int = Field(sa_column=Column(BigInteger, nullable=False))
    #: No attempt from then on.
    expires_at: int = Field(sa_column=Column(BigInteger, nullable=False))
    ended_at: int | None = Field(default=None, sa_column=Column(BigInteger))
