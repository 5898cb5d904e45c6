"""Everything a letter is made from, frozen: what the floor above knows and a template may print.

Refuses behaviour: these are values. Every `str` is text that a person typed (escaped when it is printed), never markup.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from templates import colours
from templates.nodes import Document


@dataclass(frozen=True)
class Image:
    """A picture that the letter points to; nothing is ever loaded here."""

    #: An https or cid address.
    src: str
    #: What it shows, in words; empty when it only decorates.
    alt: str
    #: Pixels, as shown at full size.
    width: int
    #: Pixels.
    height: int


@dataclass(frozen=True)
class Piece:
    """One item, as it stands in this issue."""

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
    #: Where « Lire la suite » leads: http or https, or empty.
    link: str = ""
    #: The words of that link; the layout has its own when empty.
    link_label: str = ""
    #: When an event takes place, in French: « jeudi 8 octobre 2009, 9 h – 17 h ».
    when: str = ""
    #: Where it takes place.
    place: str = ""
    #: Who wrote or speaks: name and function.
    author: str = ""
    #: Where a figure or a text comes from.
    source: str = ""


@dataclass(frozen=True)
class SectionBlock:
    """A rubrique and its pieces; without pieces it leaves no trace."""

    #: A section name such as `headline`.
    key: str
    #: Its heading in French.
    heading: str
    #: In order.
    pieces: tuple[Piece, ...]


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
    """Who writes and answers for it: what a letter must carry by law."""

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


@dataclass(frozen=True)
class Theme:
    """Colours (`#rrggbb`, light then dark) and fonts; raises ColoursRefused when a text could not be read."""

    #: Behind the letter.
    page: str = "#eceef0"
    #: Behind the text.
    paper: str = "#fdfdfc"
    #: Behind panels.
    tint: str = "#f1f4f7"
    #: Text.
    ink: str = "#23292f"
    #: Secondary text.
    quiet: str = "#57616b"
    #: Masthead, titles, links.
    brand: str = "#17406d"
    #: Small capitals, figures, dates.
    accent: str = "#9c3d22"
    #: Thin lines.
    line: str = "#d5dae0"
    #: The same in the dark.
    dark_page: str = "#12161b"
    dark_paper: str = "#1b2128"
    dark_tint: str = "#252d36"
    dark_ink: str = "#e6e8ea"
    dark_quiet: str = "#aeb7c0"
    dark_brand: str = "#a9cdf2"
    dark_accent: str = "#f0ac94"
    dark_line: str = "#3b4550"
    #: Titles; every mail client has one of them.
    serif: str = "Georgia, Times New Roman, Times, serif"
    #: Text.
    sans: str = "Arial, Helvetica, sans-serif"

    def __post_init__(self) -> None:
        for paper in (self.page, self.paper, self.tint):
            for text in (self.ink, self.quiet, self.brand, self.accent):
                colours.require_readable(text, paper)
        for paper in (self.dark_page, self.dark_paper, self.dark_tint):
            for text in (self.dark_ink, self.dark_quiet, self.dark_brand, self.dark_accent):
                colours.require_readable(text, paper)


@dataclass(frozen=True)
class LetterContext:
    """One issue, ready to be set."""

    #: Name of the publication.
    publication: str
    #: Title of the issue: the title of the HTML document.
    issue_title: str
    #: « n° » of the issue.
    number: int | None
    #: « décembre 2009 ».
    date_text: str
    #: Subject, merge fields allowed.
    subject: str
    #: What mail clients show after the subject, merge fields allowed.
    preheader: str
    #: In order.
    sections: tuple[SectionBlock, ...]
    #: Those whose logos, links and mentions the letter carries.
    partners: tuple[Partner, ...]
    #: Who writes.
    sender: Sender
    #: Why the reader receives this, one sentence.
    why: str
    #: The address of the unsubscribe page up to its token, which is the recipient's own.
    leave_prefix: str
    #: Who answers for all missions locales; None leaves out « Recruter avec votre mission locale ».
    network: Partner | None = None
    #: Looks.
    theme: Theme = field(default_factory=Theme)
    #: BCP 47.
    language: str = "fr"
    #: The same letter on the web.
    web_url: str | None = None
