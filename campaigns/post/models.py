"""The tables of what is sent. `Delivery` is the ledger: one row per recipient, kept narrow because it is hot.

Moments are whole seconds since 1970 (UTC): half the size of a time stamp on a million rows.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    Double,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    Table,
    UniqueConstraint,
    false,
    text,
)
from sqlmodel import Field, SQLModel

import campaigns.editorial.models  # noqa: F401 -- tables that those here refer to
import lists.models  # noqa: F401 -- the same
from campaigns.post.states import CampaignState, DeliveryState
from lists.kinds import Policy


def table(name: str) -> Table:
    """Return the table behind a model of this module, for statements over many rows."""
    return SQLModel.metadata.tables[name]


class Campaign(SQLModel, table=True):
    """One sending (« envoi »): an edition, an audience, a window."""

    #: Every page of the console asks which are under way, or leave soon.
    __table_args__ = (Index("campaign_state", "state", "not_before"),)

    id: int | None = Field(default=None, primary_key=True)
    edition_id: int = Field(foreign_key="edition.id")
    mailing_list_id: int = Field(foreign_key="mailing_list.id")
    #: The segment's name and its rule as it was at launch; empty name: the whole list.
    segment: str = ""
    rule: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON))
    #: How many contacts of one organisation are written to: one of `lists.kinds.Policy`.
    policy: str = Policy.ALL.value
    state: str = CampaignState.WAITING.value
    #: Why it is held or paused, in French, for the person who must decide.
    state_reason: str = ""
    launched_at: int = Field(sa_column=Column(BigInteger, nullable=False))
    #: No letter leaves before this moment (it includes the grace period).
    not_before: int = Field(sa_column=Column(BigInteger, nullable=False))
    #: No letter leaves after this moment: the rest is then held, and a person is asked.
    not_after: int | None = Field(default=None, sa_column=Column(BigInteger))
    #: Retries stop here: the remaining letters have then expired.
    expires_at: int = Field(sa_column=Column(BigInteger, nullable=False))
    finished_at: int | None = Field(default=None, sa_column=Column(BigInteger))
    #: When its outcomes were reported to the history of its readers; `None` until then.
    told_at: int | None = Field(default=None, sa_column=Column(BigInteger))
    #: When the addresses of its recipients were removed from the ledger, because their term was over.
    addresses_gone_at: int | None = Field(default=None, sa_column=Column(BigInteger))
    #: What happens to letters that may have left: `hold` or `resend`.
    on_uncertain: str = "hold"
    #: People of the segment who were left out at launch, per reason.
    excluded_at_launch: dict[str, int] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    audience: int = 0
    #: When its list was drawn up again before the first letter; `None`: it is that of the launch.
    listed_at: int | None = Field(default=None, sa_column=Column(BigInteger))
    #: What the breaker had counted when a person last said « go on »; it counts from there.
    tolerated: dict[str, int] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False, server_default="{}"))
    #: Makes Message-IDs and boundaries: the same for every attempt (16 bytes).
    seed: bytes = Field(sa_column=Column(LargeBinary(16), nullable=False))


class Lease(SQLModel, table=True):
    """A batch of deliveries lent to a worker for a while; its id is the fence that guards them."""

    id: int | None = Field(default=None, primary_key=True)
    campaign_id: int = Field(foreign_key="campaign.id")
    worker: str
    until: int = Field(sa_column=Column(BigInteger, nullable=False))


#: SQLite gives rowids to INTEGER keys only.
_ID = BigInteger().with_variant(Integer, "sqlite")
#: What the partial indexes cover. SQLite uses such an index only for a statement with exactly the same condition. No
#: condition uses the state: so PostgreSQL moves a leased row on without touching any index (a HOT update).
DUE = text("next_at >= 0")
LEASED = text("lease_id IS NOT NULL")
#: In `next_at`: this row waits for nothing.
NOT_DUE = -1
#: In `next_at`: this row waits until the better of two subjects is known (the year 9999).
UNDECIDED = 253_402_300_799
#: In `asked_at`: a person set it, never ask the DNS (the year 9999).
NEVER_AGAIN = 253_402_300_799


class Delivery(SQLModel, table=True):
    """One recipient of one campaign."""

    __table_args__ = (
        UniqueConstraint("campaign_id", "address_key"),
        Index("delivery_due", "campaign_id", "provider", "next_at", "id", sqlite_where=DUE, postgresql_where=DUE),
        Index("delivery_leased", "lease_id", sqlite_where=LEASED, postgresql_where=LEASED),
    )

    id: int | None = Field(default=None, sa_column=Column(_ID, primary_key=True))
    campaign_id: int = Field(foreign_key="campaign.id")
    #: The contact it was planned for; `None` once that person was erased.
    contact_id: int | None = Field(default=None)
    #: How they stood at launch, for the report (see `launch_records`): organisation, role, places if there are others.
    organisation_id: int | None = Field(default=None)
    role: str = Field(default="", sa_column_kwargs={"server_default": ""})
    places: str = Field(default="", sa_column_kwargs={"server_default": ""})
    address: str
    address_key: bytes = Field(sa_column=Column(LargeBinary(16), nullable=False))
    state: str = DeliveryState.PLANNED.value
    #: The provider of the mailbox (`Provider.id`); zero: no particular one.
    provider: int = Field(default=0, sa_column=Column(SmallInteger, nullable=False, server_default="0"))
    #: Whether it has the second subject, where two are tried.
    second: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    #: How many times the intent was recorded.
    attempts: int = 0
    #: The last lease it was claimed under, and the fence for later settlements.
    lease_id: int | None = None
    #: Due from this second on; zero when it was never tried, `NOT_DUE` unless it is planned or deferred.
    next_at: int = Field(default=0, sa_column=Column(BigInteger, nullable=False))
    #: The server's last word, or our own reason; empty before there is one.
    reply: str = ""
    #: The kind of refusal (`mailer.verdicts.Reason`) or of exclusion.
    reason: str = ""
    updated_at: int = Field(sa_column=Column(BigInteger, nullable=False))


class Destination(SQLModel, table=True):
    """Where links lead; letters name its number, so that nobody can make us lead anywhere else."""

    id: int | None = Field(default=None, primary_key=True)
    #: The hash of the address: an index on the address itself would be unbounded.
    sha256: bytes = Field(sa_column=Column(LargeBinary(32), nullable=False, unique=True))
    #: ASCII, http or https.
    url: str


class Provider(SQLModel, table=True):
    """A group of mailbox providers (« messagerie »): its limits and its current state. Shared by all processes."""

    #: The place of a shipped group in `mailer.pacing.GROUPS`, from zero; then what an administrator added.
    id: int | None = Field(default=None, sa_column=Column(Integer, primary_key=True, autoincrement=False))
    name: str = Field(unique=True)
    title: str
    domains: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    #: What the names of its mail exchangers end with.
    exchangers: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    #: Connections at once, by all processes; `None`: no limit.
    connections: int | None = None
    #: Letters per connection; `None`: no limit.
    letters: int | None = None
    per_second: float | None = None
    #: Seconds to rest when it has blocked us.
    block_seconds: int = 3600
    #: The next free time slot for a letter (seconds since 1970, with fractions).
    free_from: float = Field(default=0, sa_column=Column(Double, nullable=False))
    #: When its rest ends, and how many seconds the rest lasts; zero once a letter was accepted.
    rests_until: int = Field(default=0, sa_column=Column(BigInteger, nullable=False))
    rested: int = 0


class MailDomain(SQLModel, table=True):
    """A domain of readers' addresses, and the provider of its mailboxes."""

    __tablename__ = "mail_domain"

    domain: str = Field(primary_key=True)
    #: `None`: not known yet.
    provider_id: int | None = Field(default=None, foreign_key="provider.id")
    #: When its mail exchangers were last looked up; zero: never.
    asked_at: int = Field(default=0, sa_column=Column(BigInteger, nullable=False, index=True))


class Slot(SQLModel, table=True):
    """A connection to a provider that limits connections, leased to a process for a while."""

    id: int | None = Field(default=None, primary_key=True)
    provider_id: int = Field(foreign_key="provider.id", index=True)
    worker: str
    until: int = Field(sa_column=Column(BigInteger, nullable=False))


class Article(SQLModel, table=True):
    """One item of one campaign as the archive shows it, found by its section, its régions and its words."""

    __table_args__ = (UniqueConstraint("campaign_id", "item_id"),)

    id: int | None = Field(default=None, primary_key=True)
    campaign_id: int = Field(foreign_key="campaign.id", ondelete="CASCADE")
    edition_id: int = Field(foreign_key="edition.id")
    issue_id: int = Field(foreign_key="issue.id")
    item_id: int = Field(foreign_key="item.id", index=True)
    section: str
    type: str
    title: str
    intro: str = ""
    #: The day that the issue bears.
    dated: date
    #: Codes of the régions of today that it is about, each between commas: `,11,84,`; empty is national.
    regions: str = ""
    #: Everything in it that can be searched, without case and accents.
    words: str = ""


class Withdrawal(SQLModel, table=True):
    """Something taken out of the archive, with the day and a note: a whole article, or a name in it."""

    id: int | None = Field(default=None, primary_key=True)
    item_id: int = Field(foreign_key="item.id", index=True)
    #: What is no longer shown; empty for the whole article.
    name: str = ""
    withdrawn_on: date
    #: What readers are told.
    note: str = ""


class Event(SQLModel, table=True):
    """Something that came back (left, clicked, bounced); append-only. Carries ids, never an address."""

    __table_args__ = (
        Index("event_once", "event_id", unique=True),
        Index("event_counts", "campaign_id", "kind", "link", "robot"),
    )

    id: int | None = Field(default=None, primary_key=True)
    kind: str
    at: datetime
    campaign_id: int | None = None
    delivery_id: int | None = None
    details: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    #: A unique name: the same event is recorded once, however often it is reported.
    event_id: str | None = None
    #: The number of the link that was clicked (`templates.letters.Link.id`).
    link: int | None = None
    #: The rule that detected a machine (`robots.RobotRule`); empty for people.
    robot: str = ""


class MailboxPosition(SQLModel, table=True):
    """How far a mailbox has been read."""

    __tablename__ = "mailbox_position"

    #: Which mailbox, as a hash: its address holds a password.
    mailbox: str = Field(primary_key=True)
    #: In the mailbox's own words (`mailer.mailbox`).
    position: str
