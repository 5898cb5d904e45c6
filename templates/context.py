"""Everything a letter is made from, frozen: what the layer above knows and a template may print.

Refuses behaviour, except what follows from the values alone. Every `str` is text that a person typed (escaped when it
is printed), never markup.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from templates import letters
from templates.pictures import Image
from templates.rich_text import openings
from templates.rich_text.nodes import Document
from templates.themes import Theme

#: The section whose first article is on the cover.
_HEADLINE = "headline"


@dataclass(frozen=True)
class Piece:
    """One item, as it appears in this issue."""

    #: Stable name of the item; links are attributed to it. Letters, digits, `-` and `_`.
    key: str
    #: An item type: the name of a pair of files in `blocks/`.
    type: str
    #: Title.
    title: str
    #: Surtitre, or empty.
    kicker: str = ""
    #: Chapô, or empty.
    intro: str = ""
    #: The text itself, may be empty.
    body: Document = field(default_factory=Document)
    #: The picture above the text.
    image: Image | None = None
    #: Legend of the picture, or empty.
    caption: str = ""
    #: Who took the picture, or empty.
    credit: str = ""
    #: The target of « Lire la suite »: http or https, or an empty string.
    link: str = ""
    #: The words of that link; when empty, the layout has its own.
    link_label: str = ""
    #: When an event takes place, in French: « jeudi 8 octobre 2009, 9 h – 17 h ».
    when: str = ""
    #: Where it takes place.
    place: str = ""
    #: Who wrote or speaks: name and function.
    author: str = ""
    #: Where a figure or a text comes from.
    source: str = ""
    #: The condition that selects its readers; an empty string for everybody.
    shown: str = ""
    #: Where the whole article will be read on the web; empty for one that will not be public.
    page: str = ""

    @property
    def teaser(self) -> Piece:
        """The piece with the text that invites to read on: none below an intro, and all of it without a page."""
        if not self.page:
            return self
        return replace(self, body=Document() if self.intro else openings.opening(self.body))

    @property
    def goes_on(self) -> bool:
        """Whether its page says more than its teaser."""
        return bool(self.page) and self.teaser.body != self.body


@dataclass(frozen=True)
class SectionBlock:
    """A rubrique and its pieces; without pieces nothing is printed."""

    #: A section name such as `headline`.
    key: str
    #: Its heading in French.
    heading: str
    #: In order.
    pieces: tuple[Piece, ...]

    @property
    def shown(self) -> str:
        """The condition that selects the readers of any of it; an empty string for everybody."""
        return letters.any_of(piece.shown for piece in self.pieces)


@dataclass(frozen=True)
class Partner:
    """One side of the partnership, shown with its logo and its site."""

    #: Full name.
    name: str
    #: What it is to the publication: « Partenaire national de la Charte de la diversité ».
    mention: str
    #: Its site.
    url: str
    #: Its logo; co-branded letters show them all at one height.
    logo: Image | None = None


@dataclass(frozen=True)
class Sender:
    """Who writes the letter and answers for it: the mentions that the law requires."""

    #: The organisation.
    name: str
    #: Its address.
    email: str
    #: Where an answer arrives.
    reply_to: str
    #: Postal address, lines separated by LF.
    postal: str
    #: Éditeur.
    publisher: str
    #: Name of the directrice or directeur de la publication.
    director: str
    #: The page on personal data.
    privacy_url: str | None = None


@dataclass(frozen=True, kw_only=True)
class Message:
    """What every e-mail carries, whatever it says."""

    #: Name of the publication.
    publication: str
    #: Who writes.
    sender: Sender
    #: Its colours and fonts.
    theme: Theme = field(default_factory=Theme)
    #: The publication's own logo, above its name.
    logo: Image | None = None
    #: BCP 47.
    language: str = "fr"


@dataclass(frozen=True)
class Information:
    """What is told to readers who were never told where their address comes from (GDPR art. 14)."""

    #: The controller: name and postal address.
    controller: str
    #: The legal basis, in words: « notre intérêt légitime à… ».
    right: str
    #: Where to write to.
    contact: str


@dataclass(frozen=True)
class Approval:
    """A person who read a co-branded issue for one side, and agreed."""

    #: Name and function.
    name: str
    #: The partner whom the person represents: the name that `Partner` has.
    partner: str


#: « Dans ce numéro » names so many articles for everybody, and stands in letters of so many at least.
_ANNOUNCED, _FEWEST_ANNOUNCED = 5, 3
#: Types whose titles say nothing by themselves: « 42 % ».
_UNNAMED = frozenset({"key_figure"})


@dataclass(frozen=True, kw_only=True)
class LetterContext(Message):
    """One issue, ready to be set."""

    #: Title of the issue: the title of the HTML document.
    issue_title: str
    #: « n° » of the issue.
    number: int | None
    #: « décembre 2009 ».
    date_text: str
    #: Subject, merge fields allowed.
    subject: str
    #: The subject of readers of whom `letters.SECOND_SUBJECT` is true; empty where all have the same.
    second_subject: str = ""
    #: What mail clients show after the subject, merge fields allowed.
    preheader: str
    #: In order.
    sections: tuple[SectionBlock, ...]
    #: Those whose logos, links and mentions the letter carries.
    partners: tuple[Partner, ...]
    #: Why the reader receives this, one sentence.
    why: str
    #: The address of the unsubscribe page up to its token, which is the recipient's own.
    leave_prefix: str
    #: The one item that an invitation or a campaign is about, above all rubriques.
    lead: Piece | None = None
    #: Who answers for all missions locales; `None` leaves out « Recruter avec votre mission locale ».
    network: Partner | None = None
    #: The beginning of the address of the kit, up to its token; empty when letters do not offer it.
    kit_prefix: str = ""
    #: Who approved a co-branded issue, one for each side.
    approvals: tuple[Approval, ...] = ()
    #: `why` for readers of whom `letters.AGREED` is true, where it differs; else an empty string.
    why_agreed: str = ""
    #: What is told to readers of whom `letters.UNINFORMED` is true.
    information: Information | None = None
    #: The same letter on the web.
    web_url: str | None = None
    #: The address of the page that takes the answer to an invitation, up to its token; empty where none is asked for.
    answer_prefix: str = ""
    #: Whether it tells how to leave: all do, but for messages that a contract between sender and reader asks for.
    may_be_left: bool = True
    #: The address of the page to receive fewer letters, up to its token; empty where there is none.
    less_prefix: str = ""
    #: The form at which whoever was handed the letter can ask for it; `None` when nobody may.
    join_url: str | None = None

    @property
    def written(self) -> tuple[SectionBlock, ...]:
        """The rubriques that are not empty."""
        return tuple(section for section in self.sections if section.pieces)

    @property
    def covers(self) -> tuple[Piece, ...]:
        """What a design may show first and large: « À la une », one for each reader; else the first wide picture.

        Several only where each is for other readers. Empty where the letter is about one thing already.
        """
        if self.lead is not None:
            return ()
        headline = [piece for section in self.written if section.key == _HEADLINE for piece in section.pieces]
        wide = (piece for section in self.written for piece in section.pieces if piece.image and piece.image.is_wide)
        return _until_everybody(headline or [next((piece for piece in wide if not piece.shown), None)])

    @property
    def covers_to(self) -> str:
        """The condition that selects the readers of any cover; an empty string for everybody."""
        return letters.any_of(piece.shown for piece in self.covers)

    @property
    def below_covers(self) -> tuple[SectionBlock, ...]:
        """The rubriques that are not empty without `covers`."""
        covers = self.covers
        left = (
            replace(one, pieces=tuple(piece for piece in one.pieces if piece not in covers)) for one in self.sections
        )
        return tuple(section for section in left if section.pieces)

    @property
    def announced(self) -> tuple[Piece, ...]:
        """What « Dans ce numéro » names: the first articles, so that it is read at a glance; none of a short letter.

        Articles for some readers come on top of those for everybody. A figure alone says nothing.
        """
        pieces = [piece for section in self.written for piece in section.pieces]
        if len(pieces) < _FEWEST_ANNOUNCED:
            return ()
        named = [piece for piece in pieces if piece.type not in _UNNAMED]
        common = [number for number, piece in enumerate(named, 1) if not piece.shown]
        return tuple(named[: common[_ANNOUNCED - 1] if len(common) >= _ANNOUNCED else len(named)])

    @property
    def announced_to(self) -> str:
        """The condition that selects the readers of anything announced; an empty string for everybody."""
        return letters.any_of(piece.shown for piece in self.announced)

    def logo_height(self, most: int, widest: int) -> int:
        """Return the one height, in pixels, of the logos of all partners, so that no partner dominates."""
        logos = [partner.logo for partner in self.partners if partner.logo]
        return min((logo.height_within(most, widest) for logo in logos), default=most)


def _until_everybody(pieces: Iterable[Piece | None]) -> tuple[Piece, ...]:
    """Return the first piece that everybody receives, and those before it."""
    found: list[Piece] = []
    for piece in pieces:
        if piece is not None:
            found.append(piece)
            if not piece.shown:
                break
    return tuple(found)
