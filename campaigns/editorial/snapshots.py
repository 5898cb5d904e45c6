"""A frozen edition as a value: all that its letter is made of, read from `Edition.content` and written into it here.

Owns the JSON of `content` in every shape that it ever had: a field missing in an older edition gets the value that
held then. Refuses to change an edition: a value that was read is never written back.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from functools import cached_property
from typing import Any, TypeVar, cast

from campaigns.editorial import labels
from campaigns.editorial.models import Section as Key
from campaigns.editorial.models import Travel
from runtime import json_values
from runtime.language import _
from templates.rich_text import nodes, prosemirror

Part = TypeVar("Part")

#: The shape that is written; a later shape has a later number.
SCHEMA = 2
#: Headings of editions from before an installation could choose its own, where they differ from the ordinary ones.
_FORMER = {
    Key.ACTIONS.value: "Missions locales en action",
    Key.TESTIMONIALS.value: "Paroles d’entreprises et de jeunes",
}
#: The e-mail that two partners sign.
SPECIAL = "special"

#: See `Snapshot.network`.
_NETWORK = "cnml"


@dataclass(frozen=True, kw_only=True)
class Publication:
    """Who writes, on what legal basis, and how the letter looks."""

    id: int
    name: str
    from_name: str
    from_address: str
    reply_to: str
    #: Lines, as they are printed.
    postal: str
    publisher: str
    director: str
    #: What was chosen of `templates.themes`.
    theme: Mapping[str, str] = field(default_factory=dict)
    #: One of `Travel`.
    images: str = Travel.HOSTED.value
    #: The legal basis of its list, empty while it has none.
    basis: str
    #: The name of the picture, empty for none; pixels.
    logo: str = ""
    logo_width: int = 0
    logo_height: int = 0
    #: Its name in the addresses of its pages; the first publication has none.
    slug: str = ""
    #: The name of the form at which anybody may subscribe, in addresses; empty when nobody may.
    form: str = ""
    #: Why readers receive it, in its own words; empty: the sentence of the legal basis.
    why: str = ""

    @property
    def domain(self) -> str:
        """The domain that its letters come from."""
        return self.from_address.rpartition("@")[2]

    @property
    def is_attached(self) -> bool:
        """Whether pictures come with the letter."""
        return self.images == Travel.ATTACHED.value


@dataclass(frozen=True, kw_only=True)
class Issue:
    """The lines of the issue itself."""

    id: int
    #: `None` for an issue outside the series.
    number: int | None
    title: str
    subject: str
    #: The other subject, which some readers get; empty for none.
    second_subject: str = ""
    preheader: str
    #: Code of a partner -> who approves a co-branded issue for its side.
    approvers: Mapping[str, str] = field(default_factory=dict)
    #: The day printed on it.
    dated: date
    #: The token in the address of a letter that has no number; empty for a numbered one.
    web: str = ""

    @property
    def subjects(self) -> str:
        """The subject as whoever approves the issue reads it: both, where two are tried."""
        if not self.second_subject:
            return self.subject
        return _("{first} (ou, à l’essai : {second})").format(first=self.subject, second=self.second_subject)


@dataclass(frozen=True, kw_only=True)
class Piece:
    """An item as it stands in the letter."""

    id: int
    #: One of `ItemType`.
    type: str
    title: str
    kicker: str = ""
    intro: str = ""
    #: The JSON of `templates.rich_text.prosemirror`, exactly as it was kept: the hash is of this. To be read as
    #: `document`.
    body: Mapping[str, Any]
    #: The name of its picture, empty for none; pixels.
    image: str = ""
    image_alt: str = ""
    image_width: int = 0
    image_height: int = 0
    caption: str = ""
    credit: str = ""
    link: str = ""
    link_label: str = ""
    #: ISO 8601: a day, or a moment with its zone.
    starts: str = ""
    ends: str = ""
    place: str = ""
    #: Typed codes, see `Item`.
    territory: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    commitments: tuple[str, ...] = ()
    author: str = ""
    source: str = ""
    #: Name of a picture in the body -> pixels.
    widths: Mapping[str, int] = field(default_factory=dict)

    @cached_property
    def document(self) -> nodes.Document:
        """The body."""
        return prosemirror.parse(self.body)


@dataclass(frozen=True, kw_only=True)
class Section:
    """A section that holds something."""

    #: One of `models.Section`.
    key: str
    items: tuple[Piece, ...]
    #: What it is called in this letter.
    heading: str = ""


@dataclass(frozen=True, kw_only=True)
class Partner:
    """A partner as it is named and shown on the day of the issue."""

    code: str | None
    name: str
    mention: str | None
    url: str | None
    logo_alt: str | None
    #: The name of the picture; pixels.
    logo: str | None
    logo_width: int
    logo_height: int


@dataclass(frozen=True, kw_only=True)
class Template:
    """The e-mail that the issue becomes, and the SHA-256 of its files, see `templates.fingerprints`."""

    name: str
    sha256: str
    #: One of `templates.designs`; empty for the institutional one.
    design: str = ""


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """Everything that a letter is made of."""

    schema: int
    #: The beginning of every address of ours in the letter.
    base_url: str = ""
    #: Whether returned mail is read, so that readers may also unsubscribe by mail.
    by_mail: bool = False
    publication: Publication
    issue: Issue
    #: In the order of the letter.
    sections: tuple[Section, ...]
    partners: tuple[Partner, ...]
    template: Template
    #: Code of the partner who answers for all missions locales; empty: the letter does not speak of them. Editions of
    #: before this was said spoke for this one.
    network: str = _NETWORK
    #: Whether it offers the kit to missions locales.
    kit: bool = False

    @cached_property
    def items(self) -> tuple[Piece, ...]:
        """The items of all sections, in the order of the letter."""
        return tuple(item for section in self.sections for item in section.items)

    @property
    def is_special(self) -> bool:
        """Whether it is the co-branded issue, which readers of special issues only also receive."""
        return self.template.name == SPECIAL

    @cached_property
    def sha256(self) -> str:
        """The hash of the edition that freezing this would make."""
        return digest(self.as_json())

    def as_json(self) -> dict[str, Any]:
        """Return what an edition keeps, in today's shape."""
        document = json_values.document(self)
        for name in ("web", "second_subject"):
            if not document["issue"][name]:
                del document["issue"][name]
        if not self.publication.slug:
            del document["publication"]["slug"]
        for name in ("form", "why"):
            if not document["publication"][name]:
                del document["publication"][name]
        if not self.template.design:
            del document["template"]["design"]
        return _without_usual(document)


def _without_usual(document: dict[str, Any]) -> dict[str, Any]:
    """Return a document without what editions of before do not say, where it is what they meant."""
    for name, usual in (("network", _NETWORK), ("kit", False)):
        if document[name] == usual:
            del document[name]
    for section in document["sections"]:
        if section["heading"] in ("", _former(section["key"])):
            del section["heading"]
    return document


def parse(content: Mapping[str, Any]) -> Snapshot:
    """Read the content of an edition, of whatever age."""
    issue = content["issue"]
    parts = {
        "publication": read(Publication, content["publication"]),
        "issue": read(Issue, {**issue, "dated": date.fromisoformat(issue["dated"])}),
        "sections": [_section(one) for one in content["sections"]],
        "partners": [read(Partner, one) for one in content["partners"]],
        "template": read(Template, content["template"]),
    }
    return read(Snapshot, {**content, **parts})


def read(kind: Callable[..., Part], said: Mapping[str, Any]) -> Part:
    """Make a part from its fields, by name; missing fields get their defaults."""
    names = [each.name for each in fields(cast("Any", kind)) if each.name in said]
    return kind(**{name: tuple(said[name]) if isinstance(said[name], list) else said[name] for name in names})


def digest(content: Mapping[str, Any]) -> str:
    """Return the SHA-256 of a content in its canonical form."""
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("utf-8")).hexdigest()


def _section(held: Mapping[str, Any]) -> Section:
    items = tuple(read(Piece, one) for one in held["items"])
    return Section(key=held["key"], items=items, heading=held.get("heading") or _former(held["key"]))


def _former(key: str) -> str:
    """Return the heading of a section in editions that name none."""
    return _FORMER.get(key) or labels.section(key)
