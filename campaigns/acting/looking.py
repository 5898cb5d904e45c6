"""The letter of an issue as the console shows it: its very bytes, and what other eyes and ears make of them.

`Look.html` is what would be sent, but for the tokens; a view changes a copy for the screen, and its docstring says how.
Refuses to send.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from campaigns.acting import proofs
from campaigns.editorial import letter_context, target_words, targets, wordings
from campaigns.editorial.snapshots import Snapshot
from campaigns.editorial.wordings import Words
from campaigns.partnership import snapshotting
from campaigns.post import variants
from campaigns.post.composing import Press
from lists.audiences import Reader
from lists.models import Contact
from runtime.installation import Installation
from templates import letters
from templates.views import html_variants, read_aloud

#: Octets of HTML beyond which Gmail cuts a letter.
GMAIL = 102_000
#: Variants that the console names, the largest first.
_MOST = 12


class View(StrEnum):
    """How a letter is looked at."""

    LIGHT = "clair"
    DARK = "sombre"
    IMAGES_OFF = "sans-images"


@dataclass(frozen=True)
class Look:
    """A letter before it leaves."""

    #: What it is made of.
    snapshot: Snapshot
    #: What the inbox shows: name and address of the sender, subject, and the words after it.
    sender: str
    address: str
    subject: str
    preheader: str
    #: The two parts as they are sent.
    html: str
    text: str
    #: Octets of the HTML part, of the whole message, and the fingerprint of that.
    html_bytes: int
    message_bytes: int
    sha256: str
    base_url: str
    domain: str
    #: Names of the targets whose items this reader receives, and whether they receive all for lack of any of theirs.
    reached: tuple[str, ...]
    is_whole: bool
    #: What the installation calls its kinds of readers.
    words: Words

    def shown(self, view: View) -> str:
        """Return the HTML for a frame of the console: pictures come from here.

        The colours are those that the view asks for, whatever the screen of the officer prefers; without images, their
        alternative texts stand there.
        """
        html = self.html.replace(f"{self.base_url}{letter_context.IMAGE_PATH}", letter_context.IMAGE_PATH)
        html = html_variants.with_hosted_pictures(html, self.domain, letter_context.IMAGE_PATH)
        if view is View.IMAGES_OFF:
            html = html_variants.without_pictures(html)
        return html_variants.on_screen(html, dark=view is View.DARK)

    @property
    def why(self) -> str:
        """Why this reader receives these articles, in one sentence."""
        return target_words.why(self.reached, is_whole=self.is_whole, words=self.words)

    @property
    def aloud(self) -> tuple[str, ...]:
        """What a screen reader says, in order."""
        return tuple(read_aloud.read_out(self.html).splitlines())


@dataclass(frozen=True)
class Sort:
    """Readers who receive the same articles."""

    #: One of them, always the same.
    contact_id: int
    #: How many they are.
    readers: int
    items: tuple[int, ...]
    #: Names of the targets whose items they receive, and whether they receive all for lack of any of theirs.
    reached: tuple[str, ...]
    is_whole: bool
    #: What the installation calls its kinds of readers.
    words: Words

    @property
    def why(self) -> str:
        """Why they receive these articles, in one sentence."""
        return target_words.why(self.reached, is_whole=self.is_whole, words=self.words)


@dataclass(frozen=True)
class Person:
    """A reader of this issue, as the officer finds them."""

    contact_id: int
    name: str
    organisation: str


def look(opened: Installation, issue_id: int, like: int | None = None, design: str = "") -> Look:
    """Return the letter as the contact `like` would receive it, or else somebody unknown who receives every item.

    In another `design` it is what would be sent if that were chosen.

    Raises:
        As `proofs.press`; errors.UnknownReader: this contact is not of the audience.
    """
    press = proofs.press(opened, issue_id, design=design)
    if like is None:
        return looked(opened, press, proofs.anybody(press), press.snapshot.publication.from_address)
    with opened.database.reading() as session:
        proofs.require_reader(session, press, like)
        return looked(opened, press, proofs.reader(session, press, like), session.get_one(Contact, like).email)


def sorts(opened: Installation, issue_id: int) -> tuple[Sort, ...]:
    """Return who would receive which articles now, most readers first.

    Raises:
        errors.UnknownIssue.
    """
    with opened.database.reading() as session:
        snapshot = snapshotting.snapshot(session, opened, issue_id)
        listed = proofs.list_for(session, snapshot)
        found = variants.listed(session, listed, None, snapshot, None)[:_MOST]
        words = wordings.on(session, snapshot.issue.dated)
    return tuple(
        Sort(one.contact_id, one.readers, one.items, tuple(sorted(one.reached)), one.is_whole, words) for one in found
    )


def people(opened: Installation, issue_id: int, words: str) -> tuple[Person, ...]:
    """Return readers of this issue whose name, address or organisation holds these words, eight at most.

    Raises:
        errors.UnknownIssue.
    """
    if not words.strip():
        return ()
    with opened.database.reading() as session:
        snapshot = snapshotting.snapshot(session, opened, issue_id)
        return tuple(Person(*row) for row in proofs.readers_like(session, snapshot, words.strip()))


def looked(opened: Installation, press: Press, reader: Reader, address: str) -> Look:
    """Return the letter of a press as one reader would receive it."""
    publication, issue = press.snapshot.publication, press.snapshot.issue
    personal = proofs.inert(opened, address, press.domain)
    known = targets.targets(press.snapshot)
    reached = known.reached(reader.belongs)
    message = press.fill(reader, personal)
    subject, html, text = letters.preview(press.parts(reader, personal.measure), press.values(reader, personal))
    return Look(
        press.snapshot, publication.from_name, publication.from_address, subject, issue.preheader, html, text,
        len(html.encode()), len(message), hashlib.sha256(message).hexdigest(),
        press.snapshot.base_url, press.domain, tuple(sorted(reached)), reached != known.meant(reader.belongs),
        wordings.today(opened),
    )  # fmt: skip
