"""One letter that somebody wrote, in its conversation: what was written, what was answered, what is proposed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlmodel import Session, col, select

from campaigns.acting.audit_trail import reading
from campaigns.acting.replies import effects, errors, offers
from campaigns.acting.replies.offers import Offer, Sender
from campaigns.editorial import publications
from campaigns.editorial.models import Edition, Issue, Publication
from campaigns.post import states
from campaigns.post.message_rows import ServiceMessage
from campaigns.post.models import Campaign
from campaigns.post.returns import correspondence, pending
from campaigns.post.returns.letter_rows import LetterAnswer, PendingLetter
from campaigns.post.returns.pending import Question
from campaigns.post.states import DeliveryState
from lists.models import Contact, Organisation
from runtime.installation import Installation
from runtime.language import N_, _
from templates import typed_text

_UNDER_WAY = N_("en attente, part au prochain passage")
_GONE = N_("remise au serveur")


@dataclass(frozen=True)
class Said:
    """One letter of a conversation, theirs or ours."""

    at: datetime
    #: Who wrote it, as people call them.
    who: str
    words: str
    is_ours: bool
    subject: str = ""
    #: The names of the files that came with it.
    attachments: tuple[str, ...] = ()
    #: What became of an answer of ours.
    state: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return it by the names that scripts know."""
        return {
            "at": self.at.isoformat(), "who": self.who, "ours": self.is_ours, "subject": self.subject,
            "words": self.words, "attachments": [*self.attachments],
        }  # fmt: skip


@dataclass(frozen=True)
class Thread:
    """A letter with all that is known around it."""

    id: int
    #: What it is, in words.
    what: str
    sender: str
    name: str
    subject: str
    is_classed: bool
    is_read: bool
    #: Whether a person wrote it to us and has an address, so that it can be answered.
    may_answer: bool
    #: The publication that it concerns, if that is known.
    publication_id: int | None
    #: The title of the issue that it answers, and its campaign.
    issue: str
    campaign_id: int | None
    contact_id: int | None
    organisation: str
    said: tuple[Said, ...]
    offers: tuple[Offer, ...]

    def as_json(self) -> dict[str, Any]:
        """Return what `relais replies show` promises."""
        return {
            "id": self.id, "sender": self.sender, "name": self.name, "subject": self.subject, "issue": self.issue,
            "campaign": self.campaign_id, "contact": self.contact_id, "classed": self.is_classed,
            "letters": [one.as_json() for one in self.said], "proposals": [one.as_json() for one in self.offers],
        }  # fmt: skip


def show(opened: Installation, letter_id: int) -> Thread:
    """Return one letter in its conversation; changes nothing.

    Raises:
        errors.LetterUnknown.
    """
    with opened.database.reading() as session:
        return _thread(session, opened, get(session, letter_id))


def get(session: Session, letter_id: int) -> PendingLetter:
    """Return the row of a letter that still says something.

    Raises:
        errors.LetterUnknown.
    """
    found = session.get(PendingLetter, letter_id)
    if found is None or not (found.sender or found.words or found.subject):
        raise errors.LetterUnknown(id=letter_id)
    return found


def offers_of(session: Session, opened: Installation, letter: PendingLetter) -> tuple[Offer, ...]:
    """Return what a letter proposes and nobody has answered yet."""
    return offers.of(letter, _sender(session, letter, effects.contact_of(session, opened, letter)))


def publication_of(session: Session, letter: PendingLetter) -> Publication | None:
    """Return the publication that a letter concerns: the one that it answers, else the only one there is."""
    campaign = effects.campaign_of(session, letter)
    if campaign is not None:
        return publications.of_list(session, campaign.mailing_list_id)
    known = publications.everything(session)
    return known[0] if len(known) == 1 else None


def called(letter: PendingLetter, contact: Contact | None) -> str:
    """Return what people call whoever wrote: their known name, the one they give, or their address."""
    known = " ".join(filter(None, (contact.first_name, contact.last_name))) if contact else ""
    given = typed_text.visible(letter.sender_name).strip()
    return known or given or typed_text.visible(letter.sender) or _("quelqu’un sans adresse")


def _thread(session: Session, opened: Installation, letter: PendingLetter) -> Thread:
    contact = effects.contact_of(session, opened, letter)
    campaign = effects.campaign_of(session, letter)
    publication = publication_of(session, letter)
    employer = session.get(Organisation, contact.organisation_id) if contact and contact.organisation_id else None
    return Thread(
        id=letter.id or 0,
        what=_(pending.NAMES[Question(letter.question)]),
        sender=typed_text.visible(letter.sender),
        name=called(letter, contact),
        subject=typed_text.visible(letter.subject),
        is_classed=letter.settled_at is not None,
        is_read=letter.read_at is not None,
        may_answer=letter.question in pending.BY_PEOPLE and "@" in letter.sender,
        publication_id=publication.id if publication else None,
        issue=_title(session, campaign),
        campaign_id=campaign.id if campaign else None,
        contact_id=contact.id if contact else None,
        organisation=employer.name if employer else "",
        said=tuple(sorted(_said(session, letter, contact), key=lambda one: one.at)),
        offers=offers.of(letter, _sender(session, letter, contact)),
    )


def _sender(session: Session, letter: PendingLetter, contact: Contact | None) -> Sender:
    delivery, publication = effects.delivery_of(session, letter), publication_of(session, letter)
    is_reader = delivery is not None and delivery.contact_id is not None
    if letter.question in pending.BY_PEOPLE:
        is_reader = is_reader and contact is not None and contact.id == (delivery and delivery.contact_id)
    name = _("« {name} »").format(name=publication.name) if publication else ""
    return Sender(called(letter, contact), contact is not None, is_reader, name)


def _title(session: Session, campaign: Campaign | None) -> str:
    if campaign is None:
        return ""
    asked = select(Issue.title).join(Edition, col(Edition.issue_id) == col(Issue.id))
    return session.exec(asked.where(Edition.id == campaign.edition_id)).first() or ""


def _said(session: Session, letter: PendingLetter, contact: Contact | None) -> Iterator[Said]:
    letters, answers = correspondence.of_thread(session, letter)
    names = reading.people(session)
    for one in letters:
        yield Said(
            datetime.fromtimestamp(one.at, UTC), called(one, contact), typed_text.visible(one.words), is_ours=False,
            subject=typed_text.visible(one.subject), attachments=tuple(map(typed_text.visible, one.attachments)),
        )  # fmt: skip
    for answer in answers:
        yield Said(
            datetime.fromtimestamp(answer.at, UTC), reading.who(answer.actor, names), answer.words, is_ours=True,
            state=_state(session, answer),
        )  # fmt: skip


def _state(session: Session, answer: LetterAnswer) -> str:
    row = session.get(ServiceMessage, answer.message)
    if row is None or row.state == DeliveryState.ACCEPTED:
        return _(_GONE)
    return _(_UNDER_WAY) if row.state == DeliveryState.PLANNED else _(states.NAMES[DeliveryState(row.state)])
