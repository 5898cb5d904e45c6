"""A letter to the box of proposals becomes a proposal: its subject or its « Titre : », its text, its first picture.

A Word file says it instead of the letter when there is one. Whoever is a contact of a contributing organisation gets
the receipt at once; anybody else waits for a person of the newsroom, because a sender is easily forged.
"""

from __future__ import annotations

import email
import email.policy
import re
from dataclasses import dataclass, replace
from datetime import timedelta
from email.message import Message
from email.utils import parseaddr
from typing import Any

from sqlmodel import Session, col, func, select

from campaigns.editorial import images, item_files
from campaigns.editorial.images import Stored
from campaigns.editorial.item_files import ItemSource, Submission, Wishes
from campaigns.editorial.manuscripts import event_days
from campaigns.editorial.models import ItemType
from campaigns.errors import CampaignsError, ImageRefused
from campaigns.partnership.proposals import entering, links, proposing, terms
from campaigns.partnership.proposals.entering import Entrance
from campaigns.partnership.proposals.lacks import Lack
from campaigns.partnership.proposals.proposal_rows import Proposal
from campaigns.partnership.proposals.proposal_states import ProposalOrigin
from lists import addresses, folding
from lists import errors as lists_errors
from lists.addresses import Address
from lists.permission import suppressing
from mailer.bounces.returned_letters import ReturnedLetter
from runtime.installation import Installation
from runtime.language import _
from templates import typed_text
from templates.rich_text import rebuilding

#: Octets of a letter with its pictures that are read.
LARGEST = 25_000_000
#: Letters of one sender in a day; parts of a letter that are looked at; signs of a title and of a text.
_MOST, _PARTS, _TITLE, _TEXT = 10, 60, 300, 10_000
_RECIPIENTS = ("to", "cc", "delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "x-delivered-to")
_ADDRESS = re.compile(r"[^\s<>,;:\"()]+@[^\s<>,;:\"()]+")
_ANSWER = re.compile(r"^\s*(?:(?:re|tr|fw|fwd)\s*:\s*)+", re.IGNORECASE)
_LINE = re.compile(r"^\s*([A-Za-zÀ-ÿ]{3,8})\s*:\s*(\S.*)$")
#: What a line of a letter may say by its first word, folded -> key.
_WORDS = {"titre": "title", "date": "day", "lieu": "place", "droits": "rights", "credit": "rights", "photo": "rights"}


@dataclass(frozen=True)
class Letter:
    """A letter to the box, with what is attached to it."""

    #: As it says; not proved.
    sender: str
    name: str
    subject: str
    text: str
    picture: tuple[str, bytes] | None = None
    word: tuple[str, bytes] | None = None


def is_addressed(box: str, letter: ReturnedLetter) -> bool:
    """Tell whether a letter was sent to the box."""
    values = " ".join(value for name in _RECIPIENTS for value in letter.headers.get(name, ()))
    return bool(box) and box.lower() in {found.lower() for found in _ADDRESS.findall(values)}


def read(letter: ReturnedLetter, whole: bytes) -> Letter:
    """Return a letter with its attachments; asks no database. `whole` is all of it, at most `LARGEST` octets."""
    name, sender = parseaddr(letter.header("from"))
    found = Letter(sender, _plain(name), _plain(letter.header("subject")), _plain(letter.prose)[:_TEXT])
    for number, part in enumerate(email.message_from_bytes(whole, policy=email.policy.compat32).walk()):
        if number >= _PARTS:
            break
        found = _with(found, part)
    return found


def take(session: Session, opened: Installation, letter: Letter, mail_id: str) -> Proposal | None:
    """Let a letter enter; return its proposal, or `None` when it must stay where it is.

    It stays when its sender is no address, or has written ten times today. A letter that is read again is the same one.

    Raises:
        errors.NoProposals.
    """
    agreed = terms.today(session, opened)
    known = session.exec(select(Proposal).where(Proposal.mail_id == mail_id)).first()
    if known is not None:
        return known
    address = _address(letter.sender)
    if address is None:
        return None
    key = suppressing.address_key(opened.keyring, address)
    by = links.known(session, key)
    if _lately(session, opened, key, by.contact.id if by else None) >= _MOST:
        return None
    source, stored, rights = _source(opened, letter)
    organisation = by.organisation.name if by else ""
    values = dict(source.values)
    values["title"] = values.get("title") or _("Proposition de {who}").format(
        who=organisation or letter.name or address.shown
    )
    values["author"] = ", ".join(filter(None, (by.name if by else letter.name, organisation)))
    lacks = ([] if rights else [Lack.RIGHTS]) + [Lack.CONSENT] if stored is not None else []
    return entering.enter(
        session,
        opened,
        Entrance(
            ProposalOrigin.MAIL, replace(source, values=values), by, sender=None if by else address, picture=stored,
            rights=rights if stored else "", lacks=tuple(lacks), mail_id=mail_id,
        ),
        agreed,
    )  # fmt: skip


def _source(opened: Installation, letter: Letter) -> tuple[ItemSource, Stored | None, str]:
    """Return the article, the picture that waits, and who allowed it."""
    said, text = _lines(letter.text)
    values: dict[str, Any] = {"type": ItemType.LOCAL_MISSION_ACTION.value, "place": said.get("place", "")}
    values["title"] = (said.get("title") or _ANSWER.sub("", letter.subject)).strip()[:_TITLE]
    try:
        values.update(event_days.span(said.get("day", "")))
    except ValueError:
        text = "\n".join(filter(None, (said.get("day", ""), text)))  # a day that cannot be read stays in the text
    word = _word(letter)
    pictures = [letter.picture] if letter.picture else []
    if word is not None:
        values |= {"title": word.values.get("title") or values["title"], "intro": word.values.get("intro", "")}
        pictures += [(src, octets) for src, octets in word.pictures.items()]
    body = rebuilding.rebuilt(word.body, image=lambda _one: None) if word else proposing.paragraphs(text)
    source = ItemSource(Submission(_("lettre reçue"), b""), values, body)
    return source, next((kept for one in pictures if (kept := _kept(opened, *one))), None), said.get("rights", "")


def _lines(text: str) -> tuple[dict[str, str], str]:
    """Return what lines such as « Lieu : Bègles » say, and the text without them and without a signature."""
    said: dict[str, str] = {}
    kept = []
    for line in text.split("\n"):
        if line.rstrip() == "--":
            break
        found = _LINE.match(line)
        key = _WORDS.get(folding.fold(found[1])) if found else None
        if found is not None and key is not None and key not in said:
            said[key] = found[2].strip()[:_TITLE]
        else:
            kept.append(line)
    return said, "\n".join(kept)


def _word(letter: Letter) -> ItemSource | None:
    """Return what an attached Word file says; `None` when there is none, or it cannot be read."""
    if letter.word is None:
        return None
    try:
        found = item_files.read(Submission(*letter.word), Wishes(ItemType.LOCAL_MISSION_ACTION, whole=True))
    except CampaignsError:
        return None
    return found[0] if found else None


def _kept(opened: Installation, name: str, octets: bytes) -> Stored | None:
    try:
        return images.keep_content(opened.settings.data, octets, name)
    except ImageRefused:
        return None


def _with(found: Letter, part: Message) -> Letter:
    """Return a letter with what a part of it brings, if it is the first of its kind."""
    name = _plain(str(part.get_filename() or ""))[:120]
    is_picture = part.get_content_maintype() == "image"
    is_word = name.lower().endswith(".docx")
    if (is_picture and found.picture) or (is_word and found.word) or not (is_picture or is_word):
        return found
    octets = part.get_payload(decode=True)
    if not isinstance(octets, bytes) or len(octets) > images.LARGEST:
        return found
    return replace(found, picture=(name or "photo", octets)) if is_picture else replace(found, word=(name, octets))


def _lately(session: Session, opened: Installation, key: bytes, contact_id: int | None) -> int:
    mine = col(Proposal.sender_key) == key if contact_id is None else col(Proposal.contact_id) == contact_id
    since = opened.clock.now() - timedelta(days=1)
    return session.exec(select(func.count(col(Proposal.id))).where(mine, Proposal.received_at > since)).one()


def _address(text: str) -> Address | None:
    try:
        return addresses.parse(text)
    except lists_errors.ListsError:
        return None


def _plain(text: str) -> str:
    """Return a stranger's text without what no keyboard writes."""
    said = text.replace("\r\n", "\n").replace("\t", " ")
    while (sign := typed_text.unprintable(said)) is not None:
        said = said.replace(sign, "")
    return said.strip()
