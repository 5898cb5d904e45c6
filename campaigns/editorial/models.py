"""The tables of what is written. Rows only: what may be done with them stands in the modules beside."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy
from sqlalchemy import JSON, Column, UniqueConstraint, event
from sqlmodel import Field, SQLModel


class ItemType(StrEnum):
    """What an item is; each has a block pair in `templates/blocks`."""

    LOCAL_MISSION_ACTION = "local_mission_action"
    PARTNER_ACTION = "partner_action"
    GOOD_PRACTICE = "good_practice"
    NEW_SIGNATORIES = "new_signatories"
    EVENT = "event"
    AWARENESS_CAMPAIGN = "awareness_campaign"
    LEGAL_NEWS = "legal_news"
    TESTIMONIAL = "testimonial"
    KEY_FIGURE = "key_figure"
    TOOL = "tool"
    EDITORIAL = "editorial"
    CALL_FOR_CONTRIBUTIONS = "call_for_contributions"


class ItemState(StrEnum):
    """Where an item stands."""

    #: Somebody is still writing it: it may lack its title, and no issue takes it.
    DRAFT = "draft"
    #: In the backlog (« en attente »): ready and waiting.
    READY = "ready"
    #: Carried by at least one issue that was sent.
    PUBLISHED = "published"


class Section(StrEnum):
    """The sections (« rubriques ») of an issue, in the order they have unless the issue says otherwise."""

    EDITORIAL = "editorial"
    HEADLINE = "headline"
    ACTIONS = "actions"
    PRACTICES = "practices"
    SIGNATORIES = "signatories"
    TESTIMONIALS = "testimonials"
    CAMPAIGNS = "campaigns"
    LEGAL = "legal"
    TOOL = "tool"
    FIGURE = "figure"
    AGENDA = "agenda"
    CONTRIBUTIONS = "contributions"


class Travel(StrEnum):
    """How pictures reach a reader."""

    #: The reader's mail program loads them from this installation.
    HOSTED = "hosted"
    #: They are attached to the letter, which is heavier; nothing is loaded from the web.
    ATTACHED = "attached"


class Publication(SQLModel, table=True):
    """A letter with its own sender and data controller (« publication, lettre »)."""

    id: int | None = Field(default=None, primary_key=True)
    #: The name by which people know it.
    name: str = Field(unique=True, index=True)
    #: Its permanent name in the addresses of its pages; empty for the first, whose addresses never changed.
    slug: str = Field(default="", unique=True, index=True)
    #: What the law asks a letter to carry; empty until somebody sets it.
    from_name: str = ""
    from_address: str = ""
    reply_to: str = ""
    #: Lines of the postal address, as they are printed.
    postal: str = ""
    #: Who answers for it in law (« éditeur », « directeur ou directrice de la publication »).
    publisher: str = ""
    director: str = ""
    #: Its own list: a reader who leaves it leaves no other letter.
    mailing_list_id: int = Field(foreign_key="mailing_list.id", unique=True, index=True)
    #: House style: the name of a typographic profile, acronyms with what they stand for, words with one spelling,
    #: and texts whose quotations no rule touches.
    profile: str = "fr-FR"
    acronyms: dict[str, str] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    terms: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    quoted: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    #: What was chosen of `templates.themes`: colours and fonts by name.
    theme: dict[str, str] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    #: The name under which the logo is stored, empty for none.
    logo: str = ""
    #: One of `Travel`.
    images: str = Travel.HOSTED.value
    #: One of `templates.designs`: that of the issues which have none of their own.
    design: str = "institutional"
    #: Why its readers receive it, in the words of whoever answers for it; empty: the sentence of its legal basis.
    why: str = ""
    #: The number of its first issue here: a letter that is older than this installation counts on.
    first_number: int = 1
    #: Whether anybody may list its articles and issues; a letter itself is read at the address that it names.
    has_archive: bool = True


#: What is computed from the other columns of an item.
DERIVED = frozenset({"revision", "searched", "lacking"})


class Item(SQLModel, table=True):
    """One editorial piece (« article ») with its body in canonical form."""

    id: int | None = Field(default=None, primary_key=True)
    type: str
    title: str
    kicker: str = ""
    intro: str = ""
    #: The body: the JSON of `templates.rich_text.prosemirror`.
    body: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    #: The name under which the picture is stored (`<sha256>.<ext>`), empty for none.
    image: str = ""
    image_alt: str = ""
    #: Whether nobody has said yet what the picture shows, nor that it decorates.
    alt_awaited: bool = False
    image_width: int = 0
    image_height: int = 0
    caption: str = ""
    credit: str = ""
    #: Who allowed the picture to be shown, and where that is written.
    rights: str = ""
    link: str = ""
    link_label: str = ""
    #: ISO 8601: a day, or a moment with its zone.
    starts: str = ""
    ends: str = ""
    place: str = ""
    #: Typed codes: `departement:33`, `region:11`; empty is national.
    territory: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    #: `company`, `local_mission`; empty is everybody.
    audience: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    #: Ids of clauses that its file names: a note, no evidence.
    commitments: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    author: str = ""
    source: str = ""
    embargo: date | None = None
    expires: date | None = None
    meeting: str = ""
    state: str = ItemState.READY.value
    created_at: datetime
    #: When somebody put it into the bin; `None` for an item in use.
    deleted_at: datetime | None = None
    #: Counts its changes from 1: whoever saves says which one they had before them.
    revision: int = 1
    #: Its words, folded, to be searched in; `None` after a change, until somebody lists.
    searched: str | None = None
    #: How many things it lacks; `None` after a change, until somebody lists.
    lacking: int | None = None


@event.listens_for(Item, "before_update")
def _changed(_mapper: Any, _connection: Any, item: Item) -> None:
    """Count a change of the content, and forget what was derived from it."""
    changed = {one.key for one in sqlalchemy.inspect(item).attrs if one.history.has_changes()}
    if changed - DERIVED:
        item.searched = item.lacking = None
    if changed - DERIVED - {"state", "deleted_at"}:
        item.revision += 1


class ItemVersion(SQLModel, table=True):
    """The content of an item, as somebody left it."""

    __tablename__ = "item_version"

    id: int | None = Field(default=None, primary_key=True)
    item_id: int = Field(foreign_key="item.id", index=True)
    #: When it was left so, and when that sitting began: what one person saves within minutes is one version.
    at: datetime
    began: datetime | None = None
    #: Who left it so; empty for what was there before the first change.
    actor: str
    #: Fields of `Item` by name, see `item_versions.FIELDS`.
    content: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))


class Issue(SQLModel, table=True):
    """One number of a publication (« numéro ») while it is composed."""

    __table_args__ = (UniqueConstraint("publication_id", "number"),)

    id: int | None = Field(default=None, primary_key=True)
    publication_id: int = Field(foreign_key="publication.id")
    #: « n° »; `None` for an issue outside the series, such as an invitation.
    number: int | None = None
    #: The e-mail that it becomes, one of `templates.catalogue.ISSUES`.
    template: str = "newsletter"
    #: Who approves a co-branded issue for which side: code of the partner -> name and function.
    approvers: dict[str, str] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    title: str
    #: The subject of the letter; the same as the title until it is set separately.
    subject: str
    preheader: str = ""
    #: The day printed on the issue.
    dated: date
    #: Section keys in the order of this issue.
    sections: list[str] = Field(sa_column=Column(JSON, nullable=False))
    created_at: datetime
    #: When somebody put it into the bin; `None` for an issue in use.
    deleted_at: datetime | None = None
    #: The number that it gave back then, and takes again if it is still free.
    former_number: int | None = None
    #: One of `templates.designs`; empty for that of its publication.
    design: str = ""


class Placement(SQLModel, table=True):
    """An item in a section of an issue, at its place."""

    issue_id: int = Field(foreign_key="issue.id", primary_key=True, ondelete="CASCADE")
    item_id: int = Field(foreign_key="item.id", primary_key=True)
    section: str
    position: int


class Edition(SQLModel, table=True):
    """An issue frozen (« version figée »): everything the letter is made of, and its SHA-256."""

    id: int | None = Field(default=None, primary_key=True)
    issue_id: int = Field(foreign_key="issue.id")
    sha256: str = Field(unique=True)
    content: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    #: The compiled letter (`templates.letter_json`): an upgrade or an override changes nothing that was launched.
    letter: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    frozen_at: datetime


class Document(SQLModel, table=True):
    """One version of a document (a brochure, a kit) that letters link to under a permanent address."""

    __table_args__ = (UniqueConstraint("name", "version"),)

    id: int | None = Field(default=None, primary_key=True)
    #: Part of its address: small letters, digits and `-`.
    name: str
    #: From 1; the address without a version leads to the newest.
    version: int
    #: Its original name, under which a reader saves it.
    file_name: str
    media_type: str
    #: Octets.
    size: int
    sha256: str
    added_at: datetime


class Presence(SQLModel, table=True):
    """Somebody who has something open to write in it (« Marie écrit ici »); kept for minutes only."""

    #: What is open: `item:12`.
    place: str = Field(primary_key=True)
    #: Who: `user:3`.
    actor: str = Field(primary_key=True)
    name: str
    since: datetime
    seen: datetime


class Picture(SQLModel, table=True):
    """A picture of the library, with what is known of it."""

    #: The name under which it is stored (`<sha256>.<ext>`).
    name: str = Field(primary_key=True)
    width: int
    height: int
    #: The name of the file that somebody brought.
    file_name: str = ""
    alt: str = ""
    #: Whether it shows nothing that must be said.
    decorative: bool = False
    rights: str = ""
    credit: str = ""
    caption: str = ""
    #: The picture that it was cut out of, and how: four numbers and the focal point, in pixels of that one.
    original: str = ""
    crop: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    added_at: datetime
    #: When somebody put it into the bin; `None` for a picture in use.
    deleted_at: datetime | None = None
