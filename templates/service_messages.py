"""Service messages: what Relais writes to one person about one thing that they asked for, did, or are asked to do.

Each class holds what the e-mail of its name prints (`EMAIL`). Refuses slots and conditions: a web address in a notice
is complete.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import templates.personal_answers  # noqa: F401 -- what a person answers is a kind too
from templates.context import Piece
from templates.notices import Notice, Occasion
from templates.rich_text.nodes import Document


@dataclass(frozen=True, kw_only=True)
class Confirmation(Notice):
    """Somebody, perhaps the owner of this address, asked to be on the list."""

    EMAIL = "confirmation"

    #: The page with the button that confirms; the whole address, its token included.
    url: str
    #: « jusqu’au 22 septembre 2009 ».
    valid: str


@dataclass(frozen=True, kw_only=True)
class Welcome(Notice):
    """A reader has just subscribed: the first letter, which can be left as any other. Its author greets in the text."""

    EMAIL = "welcome"
    OCCASION = Occasion.READER

    #: Its subject.
    title: str
    #: Its text, without merge fields; pictures at their addresses.
    body: Document
    #: The page that leaves; the whole address, its token included.
    leave_url: str
    #: The last issue on the web and the words that lead there, or empty.
    last_url: str = ""
    last_title: str = ""

    @property
    def piece(self) -> Piece:
        """The text, as a template sets it."""
        return Piece(key="welcome", type="text", title=self.title, body=self.body)


@dataclass(frozen=True, kw_only=True)
class Own(Notice):
    """Somebody, perhaps the owner of this address, asked to see what is known of the owner."""

    EMAIL = "own"

    #: The person's own page; the whole address, its token included.
    url: str
    #: « jusqu’au 15 septembre 2009 à 10 h 30 ».
    valid: str
    #: The letters that have the person's address and who answers for each, where there are several.
    letters: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class AccountLink(Notice):
    """Somebody was given an account of the console, or has forgotten their password."""

    EMAIL = "account"

    #: Where a password is chosen, once; the whole address, its code included.
    url: str
    #: « jusqu’au 22 septembre 2009, 10 h ».
    valid: str
    #: Who gave the account; empty when a password was forgotten.
    inviter: str = ""


@dataclass(frozen=True, kw_only=True)
class Receipt(Notice):
    """A proposal has arrived."""

    EMAIL = "receipt"

    #: Its number here.
    number: int
    #: Its title.
    title: str
    #: The issue that may carry it: « n° 5, janvier 2010 », or empty.
    expected: str = ""
    #: What is still missing, a sentence each; the proposal can appear without it.
    missing: tuple[str, ...] = ()
    #: Where it can be completed, or empty.
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class Contribution(Notice):
    """A word to a contributor: their personal link, a question, our answer to what they proposed."""

    EMAIL = "contribution"
    OCCASION = Occasion.ROLE

    #: What, in a few words: the subject.
    title: str
    #: A paragraph each.
    paragraphs: tuple[str, ...]
    #: Where they go on, or empty.
    url: str = ""
    #: The words of the button.
    label: str = ""


@dataclass(frozen=True, kw_only=True)
class Thanks(Notice):
    """A contribution was published."""

    EMAIL = "thanks"
    OCCASION = Occasion.ROLE

    #: Its title, as published.
    title: str
    #: The issue: « n° 4, décembre 2009 ».
    issue: str
    #: Its page.
    url: str
    #: Letters accepted by readers' servers.
    readers: int
    #: Clicks on its links, all readers together; `None` when clicks were not counted.
    clicks: int | None = None
    #: The page with all that its author's organisation published, and how far it went; or empty.
    own_url: str = ""


@dataclass(frozen=True, kw_only=True)
class ProofRequest(Notice):
    """An issue waits for an approval (« bon à tirer »)."""

    EMAIL = "proof"
    OCCASION = Occasion.ROLE

    #: The issue: « n° 4, décembre 2009 ».
    issue: str
    #: Its subject, as readers will see it.
    subject: str
    #: The day printed on it: « mardi 15 décembre 2009 ».
    leaves: str
    #: Until when an answer is waited for.
    due: str
    #: To whom it goes: « 507 destinataires : toute la liste ».
    audience: str
    #: The beginning of the edition's SHA-256: the approval is bound to it.
    version: str
    #: The page where it is read and approved.
    url: str
    #: What changed since the version that was shown before, a sentence each.
    changes: tuple[str, ...] = ()
    #: Whether the reader has no vote (« pour avis »).
    advisory: bool = False
    #: Whom the reader stands in for; empty for whoever was designated first.
    stands_for: str = ""


@dataclass(frozen=True, kw_only=True)
class ApprovalCode(Notice):
    """A code confirms that an answer to a proof comes from the person who was asked."""

    EMAIL = "approval_code"

    #: Six digits.
    code: str
    #: The issue: « n° 4, décembre 2009 ».
    issue: str
    #: « jusqu’à 10 h 30 ».
    valid: str


@dataclass(frozen=True, kw_only=True)
class Reminder(Notice):
    """Something is due."""

    EMAIL = "reminder"
    OCCASION = Occasion.ROLE

    #: What, in a few words: the subject.
    title: str
    #: Why, and what happens otherwise, a paragraph each.
    paragraphs: tuple[str, ...]
    #: Until when, or empty.
    due: str = ""
    #: Where it is done, or empty.
    url: str = ""
    #: The words of the button.
    label: str = ""


class Call(StrEnum):
    """What a message about a meeting tells a guest."""

    INVITED = "invited"
    #: The day, the place or the title is another one.
    CHANGED = "changed"
    CANCELLED = "cancelled"
    #: The guest was invited days ago and has not answered.
    ASKED_AGAIN = "asked_again"


@dataclass(frozen=True, kw_only=True)
class MeetingCall(Notice):
    """Somebody is invited to a meeting, or learns that it has changed; their calendar learns it too."""

    EMAIL = "meeting"
    OCCASION = Occasion.ROLE

    call: Call
    #: The meeting's title.
    title: str
    #: « vendredi 12 mars 2010, 14 h – 17 h ».
    when: str
    #: Where, or empty.
    place: str = ""
    #: A line each.
    agenda: tuple[str, ...] = ()
    #: What has changed, or why there is no meeting, a sentence each.
    news: tuple[str, ...] = ()
    #: The guest's page with the two buttons; the whole address, its token included.
    url: str
    #: What the guest answered before: « yes », « no », or empty.
    answer: str = ""
    #: The calendar file, its lines ended by a line feed as everywhere in a message; its method as its media type says.
    calendar: str = ""
    method: str = ""


@dataclass(frozen=True)
class Signatory:
    """One new signatory, as it is announced."""

    #: Name.
    name: str
    #: « Bègles, Gironde ».
    place: str
    #: « 3 novembre 2009 ».
    signed: str
    #: Whether its signature became known late.
    late: bool = False


@dataclass(frozen=True, kw_only=True)
class Stay(Notice):
    """A reader gave no sign for as long as the law lets us keep their data."""

    EMAIL = "stay"
    OCCASION = Occasion.READER

    #: The reader's last sign: « 15 septembre 2009 ».
    since: str
    #: What is known of the reader, in one line.
    known: str
    #: Where the address came from, and when.
    origin: str
    collected: str
    #: The day from which the reader may be erased.
    due: str
    #: The page with the button to stay; the whole address, its token included.
    url: str
    #: The letters that the reader receives and who answers for each, where there are several.
    letters: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SignatoryList(Notice):
    """The numbered list of new signatories, transmitted to the other side."""

    EMAIL = "signatories"
    OCCASION = Occasion.ROLE

    #: Number of the transmission.
    number: int
    #: « Signatures enregistrées du 1er au 30 novembre 2009 ».
    period: str
    #: By région, each with its name, in the order of the alphabet.
    regions: tuple[tuple[str, tuple[Signatory, ...]], ...]
    #: Its page, where its file is.
    url: str
    #: « la convention du 16 juin 2009 ».
    convention: str

    @property
    def total(self) -> int:
        """How many they are."""
        return sum(len(signatories) for _region, signatories in self.regions)


#: Every class above, and what a person answers, by the name under which it waits in the outbox.
KINDS: dict[str, type[Notice]] = {one.EMAIL: one for one in Notice.__subclasses__()}
