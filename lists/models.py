"""The tables of `lists`: organisations, contacts, mailing lists, suppressions, imports.

Closed vocabularies are kept as plain readable text, see `kinds`. Refuses to decide anything: permission to
write is decided in `audiences` and `suppressing`.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import sqlalchemy
from sqlalchemy import JSON, BigInteger, Column, Index, Integer, LargeBinary, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from lists.kinds import Nature, Role

KEY_BYTES = 16
#: A number that does not run out; SQLite increments by itself only in a column of type INTEGER.
NUMBER = BigInteger().with_variant(Integer(), "sqlite")


_PENDING = text("state = 'pending'")


def _unique_without(missing: str, name: str, *columns: str) -> Index:
    # Both databases treat two NULLs as different, so a plain constraint does not cover these rows.
    absent = text(f"{missing} IS NULL")
    return Index(name, *columns, unique=True, sqlite_where=absent, postgresql_where=absent)


class Organisation(SQLModel, table=True):
    """A signatory company, a local mission, a regional network or a partner."""

    __tablename__ = "organisation"

    id: int | None = Field(default=None, primary_key=True)
    #: One of `kinds.OrganisationKind`.
    kind: str = Field(index=True)
    name: str = Field(index=True)
    #: Nine digits; not unique: a company may have been entered twice before the imports.
    siren: str | None = Field(default=None, index=True)
    #: Fourteen digits.
    siret: str | None = Field(default=None, index=True)
    #: Code of a local mission in its network's directory.
    code: str | None = Field(default=None, index=True)
    #: Activity in the nomenclature NAF rév. 2, written `84.11Z`.
    naf: str | None = None
    #: Activity in the nomenclature NAF 2025, in force from 2027: the same code may mean something else.
    naf_2025: str | None = None
    #: Sirene band of headcount: `NN`, `00`, `01` ... `53`.
    size: str | None = None
    address: str | None = None
    postcode: str | None = None
    commune: str | None = None
    #: Code such as `33`, `2A`, `974`; the région follows from it at a date.
    departement: str | None = Field(default=None, index=True)
    phone: str | None = None
    website: str | None = None
    regional_network_id: int | None = Field(default=None, foreign_key="organisation.id", index=True)
    active_from: date | None = None
    #: Last day of activity.
    active_until: date | None = None


class FormerIdentity(SQLModel, table=True):
    """What an organisation was called, and where it belonged, until a day; see `identities`."""

    __tablename__ = "former_identity"
    __table_args__ = (UniqueConstraint("organisation_id", "until", name="former_identity_once_a_day"),)

    id: int | None = Field(default=None, primary_key=True)
    organisation_id: int = Field(foreign_key="organisation.id")
    #: Last day; the identity that follows is the next later row, else the organisation's own.
    until: date
    name: str
    postcode: str | None = None
    commune: str | None = None
    departement: str | None = None
    regional_network_id: int | None = Field(default=None, foreign_key="organisation.id", index=True)


class ServedDepartement(SQLModel, table=True):
    """A département that a mission locale serves besides the one it is in."""

    __tablename__ = "served_departement"

    organisation_id: int = Field(primary_key=True, foreign_key="organisation.id")
    #: Code such as `33`.
    departement: str = Field(primary_key=True)


class PartnerIdentity(SQLModel, table=True):
    """How a partner is named and shown during a period: names, logos and addresses change."""

    __tablename__ = "partner_identity"

    id: int | None = Field(default=None, primary_key=True)
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    name: str
    #: The long mention, for instance « Partenaire national de la Charte de la diversité ».
    mention: str | None = None
    url: str | None = None
    #: Name of a file in the data folder.
    logo: str | None = None
    logo_alt: str | None = None
    valid_from: date
    #: Last day; `None` while it lasts.
    valid_until: date | None = None


class Signature(SQLModel, table=True):
    """One signing of the Charte by an organisation; first or renewed follows from the others."""

    __tablename__ = "signature"
    __table_args__ = (UniqueConstraint("organisation_id", "signed_on", name="signature_once_a_day"),)

    id: int | None = Field(default=None, primary_key=True)
    organisation_id: int = Field(foreign_key="organisation.id")
    signed_on: date
    #: The day it became known here; a paper may come late.
    registered_on: date
    #: From this day on the signature no longer counts.
    withdrawn_on: date | None = None
    #: The mission locale that brought the organisation to sign.
    referrer_id: int | None = Field(default=None, foreign_key="organisation.id", index=True)
    #: The import that brought it; `None` for what was entered otherwise.
    import_id: int | None = Field(default=None, foreign_key="import_run.id", index=True)


class Contact(SQLModel, table=True):
    """A person, or a shared box, in a role in one organisation; a person with two roles is two contacts."""

    __tablename__ = "contact"
    __table_args__ = (
        UniqueConstraint("organisation_id", "address_key", name="contact_once_an_organisation"),
        _unique_without("organisation_id", "contact_once_alone", "address_key"),
    )

    id: int | None = Field(default=None, primary_key=True)
    organisation_id: int | None = Field(default=None, foreign_key="organisation.id")
    civility: str | None = None
    first_name: str | None = None
    last_name: str | None = None
    #: What the person calls their job; free text.
    function: str | None = None
    #: One of `kinds.Role`.
    role: str = Role.OTHER
    #: The order in which an organisation is reached through its contacts, 1 first; without it the role decides.
    rank: int | None = None
    #: As it goes on the wire.
    email: str
    #: As people read it.
    email_shown: str
    #: `suppressing.address_key` of the address.
    address_key: bytes = Field(sa_column=Column(LargeBinary(KEY_BYTES), nullable=False, index=True))
    phone: str | None = None
    #: One of `kinds.Nature`.
    nature: str = Nature.NAMED
    language: str = "fr"
    #: The département that the reader chose for regional items; without it, that of the organisation counts.
    reads_departement: str | None = None
    #: Where the address came from; shown to the reader who asks why they receive the letter.
    collected_from: str
    collected_on: date
    #: The day the person was told of it (CNIL, prospecting of professionals).
    informed_on: date | None = None
    #: The import that brought the contact; `None` for a contact that was entered otherwise.
    import_id: int | None = Field(default=None, foreign_key="import_run.id", index=True)


class MailingList(SQLModel, table=True):
    """A list that people are on, with the legal basis of writing to them."""

    __tablename__ = "mailing_list"

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True)
    #: One of `kinds.Basis`; nothing may be sent while it is empty.
    basis: str | None = None
    #: Why this basis, in the words of the person who answers for it.
    note: str | None = None
    #: The name in web addresses under which anybody may subscribe; `None`: nobody may.
    form: str | None = Field(default=None, unique=True, index=True)


class Subscription(SQLModel, table=True):
    """Where one contact stands on one list."""

    __tablename__ = "subscription"
    # Covers all that choosing an audience needs of a subscription: who is on the list, in which state.
    __table_args__ = (
        Index("subscription_of_list", "mailing_list_id", "contact_id", "state"),
        # The few that wait for an answer, among very many.
        Index("subscription_pending", "since", sqlite_where=_PENDING, postgresql_where=_PENDING),
    )

    contact_id: int = Field(primary_key=True, foreign_key="contact.id")
    mailing_list_id: int = Field(primary_key=True, foreign_key="mailing_list.id")
    #: One of `kinds.State`.
    state: str
    since: datetime
    #: Where this list got the address, when another list had it before; empty: see the contact.
    origin: str = Field(default="", sa_column_kwargs={"server_default": ""})
    #: Whether another list told the person where their address comes from and this one has yet to (GDPR art. 14).
    is_untold: bool = Field(default=False, sa_column_kwargs={"server_default": sqlalchemy.false()})


class Segment(SQLModel, table=True):
    """A rule kept under a name."""

    __tablename__ = "segment"

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True)
    #: The rule as it was given, see `rules.parse`.
    rule: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))


class Suppression(SQLModel, table=True):
    """An address that may not be written to, known by its keyed hash only."""

    __tablename__ = "suppression"
    __table_args__ = (
        UniqueConstraint("address_key", "mailing_list_id", name="suppression_once_a_list"),
        _unique_without("mailing_list_id", "suppression_once_everywhere", "address_key"),
    )

    id: int | None = Field(default=None, primary_key=True)
    address_key: bytes = Field(sa_column=Column(LargeBinary(KEY_BYTES), nullable=False))
    #: None: every list.
    mailing_list_id: int | None = Field(default=None, foreign_key="mailing_list.id")
    #: One of `kinds.Reason`.
    reason: str
    since: datetime
    #: Where it comes from: a file, a server's reply, a link. Never the address.
    evidence: str


class ImportRun(SQLModel, table=True):
    """One file that was imported."""

    __tablename__ = "import_run"

    id: int | None = Field(default=None, primary_key=True)
    file_name: str
    #: Of the bytes of the file, in hexadecimal.
    sha256: str
    #: One of `kinds.ImportKind`.
    kind: str
    #: The list that the contacts of the file were subscribed to.
    mailing_list_id: int | None = Field(default=None, foreign_key="mailing_list.id")
    #: Where the addresses come from, in the words that are shown to readers.
    origin: str = ""
    at: datetime
    actor: str
    #: How many rows were created, updated, unchanged, skipped and rejected.
    counts: dict[str, int] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    undone_at: datetime | None = None
    undone_by: str | None = None


class ImportChange(SQLModel, table=True):
    """One row that an import made or changed: what it takes to undo it, kept for `undoing.DAYS` only."""

    __tablename__ = "import_change"

    id: int | None = Field(default=None, sa_column=Column(NUMBER, primary_key=True))
    import_id: int = Field(foreign_key="import_run.id", index=True)
    #: Line of the file.
    line: int
    #: Name of the table.
    thing: str
    #: Number of the row; of a subscription, that of its contact.
    row_id: int
    #: The contact whose values these are: they are deleted with the contact.
    contact_id: int | None = Field(default=None, foreign_key="contact.id", ondelete="CASCADE", index=True)
    #: What the changed columns held before; `None`: the row is new.
    before: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON(none_as_null=True)))
    #: What the import wrote into them.
    after: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
