"""The tables of the bon à tirer: rows only. What may be done with them stands in the modules beside this one."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Column, LargeBinary
from sqlmodel import Field, SQLModel

import campaigns.editorial.models
import campaigns.partnership.designations.rows  # noqa: F401 -- tables that those here refer to
from lists.models import KEY_BYTES


class ProofRow(SQLModel, table=True):
    """A version of an issue that was shown, so that it is approved."""

    __tablename__ = "proof"

    id: int | None = Field(default=None, primary_key=True)
    issue_id: int = Field(foreign_key="issue.id", index=True)
    edition_id: int = Field(foreign_key="edition.id")
    #: What an approval is bound to, see `binding`.
    bond: str = Field(index=True)
    #: The segment that it is to be sent to, empty for the whole list, and its rule then.
    segment: str = ""
    rule: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON))
    #: The codes of the partners who must approve, in the order of the convention.
    sides: list[str] = Field(sa_column=Column(JSON, nullable=False))
    asked_at: datetime
    #: Who asked, as acts are recorded.
    asked_by: str


class ProofCopyRow(SQLModel, table=True):
    """A copy of a proof for one person."""

    __tablename__ = "proof_copy"

    id: int | None = Field(default=None, primary_key=True)
    proof_id: int = Field(foreign_key="proof.id", index=True, ondelete="CASCADE")
    #: For whom the person speaks; empty for a reader « pour avis ».
    side: str = ""
    designation_id: int | None = Field(default=None, foreign_key="designation.id")
    deputy: bool = False
    name: str
    function: str = ""
    #: As it goes on the wire; empty once the person was erased.
    email: str
    address_key: bytes = Field(sa_column=Column(LargeBinary(KEY_BYTES), nullable=False, index=True))
    sent_at: datetime
    reminded_at: datetime | None = None
    #: The keyed hash of the code that confirms an answer, empty while there is none; when it expires, wrong tries,
    #: and how many were sent since the hour began at `codes_since`; seconds since 1970.
    code: bytes = Field(default=b"", sa_column=Column(LargeBinary, nullable=False))
    code_expires: int = Field(default=0, sa_column=Column(BigInteger, nullable=False))
    code_tries: int = 0
    codes_sent: int = 0
    codes_since: int = Field(default=0, sa_column=Column(BigInteger, nullable=False))


class VerdictRow(SQLModel, table=True):
    """What somebody answered, or what silence or an override stood for."""

    __tablename__ = "proof_verdict"

    id: int | None = Field(default=None, primary_key=True)
    issue_id: int = Field(foreign_key="issue.id", index=True)
    #: `None` when nobody was asked.
    proof_id: int | None = Field(default=None, foreign_key="proof.id", index=True)
    copy_id: int | None = Field(default=None, foreign_key="proof_copy.id")
    #: Empty for an override, which stands for all sides.
    side: str = ""
    #: One of `standing.Verdict`.
    verdict: str
    #: Who said it, as people know them; empty for silence.
    name: str = ""
    function: str = ""
    comment: str = ""
    at: datetime
    #: What it holds for, and the fingerprint of the edition.
    bond: str = Field(index=True)
    sha256: str
