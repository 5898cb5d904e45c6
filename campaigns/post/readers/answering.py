"""Answering an invitation: whoever was written to says whether they come, and may say otherwise until it begins.

A letter gets forwarded: its holder sees for whom they answer (initials and an organisation), never a name or an
address. Refuses to answer for a person who was erased, and once the event has begun.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlmodel import Session

from campaigns.editorial import editions, event_times, lead_items, letter_context
from campaigns.editorial.snapshots import Piece, Snapshot
from campaigns.post import answer_tokens, link_errors, models
from campaigns.post.answer_rows import Answer
from campaigns.post.answer_tokens import Reply
from campaigns.post.models import Campaign
from campaigns.post.statements import DELIVERY
from lists import history
from lists.kinds import Fact
from lists.models import Contact, Organisation
from runtime import bulk
from runtime.installation import Installation
from runtime.language import _
from templates import errors as templates_errors
from templates import typed_text

#: People who may come on one answer: a delegation, not a coach.
MOST = 50
#: Characters of who comes instead.
LONGEST = 120
_TABLE = models.table(str(Answer.__tablename__))


@dataclass(frozen=True)
class Said:
    """What a reader answers, as it was typed."""

    coming: bool
    people: str = ""
    represented_by: str = ""


@dataclass(frozen=True)
class Invitation:
    """What the page of an invitation shows."""

    title: str
    #: When and where it is, in words; the place may be empty.
    when: str
    place: str
    #: For whom one answers: never an address.
    who: str
    #: Whether somebody else may be sent instead.
    may_be_represented: bool
    #: Whether it can still be answered.
    is_open: bool
    #: Where the pages of the publication stand.
    home: str
    #: What was answered; `None` before.
    answer: Answered | None


@dataclass(frozen=True)
class Answered:
    """What a reader answered."""

    coming: bool
    people: int
    represented_by: str


@dataclass(frozen=True)
class _Letter:
    """One letter of an invitation, to a reader who is still known."""

    delivery_id: int
    contact_id: int
    address_key: bytes
    campaign: Campaign
    issue_id: int
    snapshot: Snapshot
    lead: Piece


def look(opened: Installation, token: str) -> Invitation:
    """Return what the link of a letter is about; changes nothing.

    Raises:
        link_errors.LinkRefused: the token was cut or changed. link_errors.AnswerTriedOut: it is that of a trial.
        link_errors.AnswerOver: the person was erased.
    """
    said = answer_tokens.read(opened.keyring, token)
    with opened.database.reading() as session:
        return _shown(session, _letter(session, said), opened.clock.now())


def answer(opened: Installation, token: str, said: Said) -> Invitation:
    """Record an answer in place of the one before; return what the page shows then.

    Raises:
        as `look`; link_errors.AnswerOver: the event has begun.
        link_errors.AnswerRefused (`people`, `represented_by`): a field cannot be read.
    """
    reply = answer_tokens.read(opened.keyring, token)
    now = opened.clock.now()
    with opened.database.transaction() as session:
        letter = _letter(session, reply)
        if not _is_open(letter.lead, now):
            raise link_errors.AnswerOver
        may_be_represented = _may_be_represented(letter.snapshot)
        _write(session, letter, _read(said, may_be_represented=may_be_represented), opened.clock.epoch())
        # An answer is the reader's own act: they are not silent (`lists.retention`).
        history.note(session, [letter.contact_id], Fact.REPLIED, opened.clock.epoch(), letter.campaign.id or 0)
        return _shown(session, letter, now)


def _letter(session: Session, said: Reply) -> _Letter:
    mine = sa.select(DELIVERY.c.contact_id, DELIVERY.c.campaign_id).where(
        DELIVERY.c.id == said.delivery_id, DELIVERY.c.address_key == said.address_key
    )
    row = session.execute(mine).one_or_none()
    if row is None or row.contact_id is None:
        raise link_errors.AnswerOver
    campaign = session.get_one(Campaign, row.campaign_id)
    snapshot = editions.read(session, campaign.edition_id)
    lead = lead_items.of(snapshot)
    if lead is None or not lead.starts:  # an edition that asks for answers has a lead with a day
        raise link_errors.LinkRefused
    return _Letter(said.delivery_id, row.contact_id, said.address_key, campaign, snapshot.issue.id, snapshot, lead)


def _shown(session: Session, letter: _Letter, now: datetime) -> Invitation:
    lead = letter.lead
    row = session.execute(sa.select(_TABLE).where(_of(letter))).one_or_none()
    return Invitation(
        title=lead.title,
        when=event_times.span(lead.starts, lead.ends),
        place=lead.place,
        who=_who(session, letter.contact_id),
        may_be_represented=_may_be_represented(letter.snapshot),
        is_open=_is_open(lead, now),
        home=letter_context.home(letter.snapshot.publication.slug),
        answer=Answered(row.coming, row.people, row.represented_by) if row else None,
    )


def _of(letter: _Letter) -> sa.ColumnElement[bool]:
    return sa.and_(_TABLE.c.issue_id == letter.issue_id, _TABLE.c.address_key == letter.address_key)


def _who(session: Session, contact_id: int) -> str:
    """Return « Z. O., Ateliers Brumevent »: enough for the reader, little for whoever the letter was handed to."""
    contact = session.get_one(Contact, contact_id)
    initials = " ".join(f"{name[0]}." for name in (contact.first_name, contact.last_name) if name)
    employer = session.get(Organisation, contact.organisation_id) if contact.organisation_id else None
    return ", ".join(filter(None, (initials, employer.name if employer else "")))


def _may_be_represented(snapshot: Snapshot) -> bool:
    return snapshot.template.name in lead_items.REPRESENTED


def _is_open(lead: Piece, now: datetime) -> bool:
    """Whether the event has not begun; one without an hour may be answered on its first day."""
    begins, _end = event_times.bounds(lead.starts, lead.ends)
    return now < (begins if "T" in lead.starts else begins + timedelta(days=1))


def _read(said: Said, *, may_be_represented: bool) -> Answered:
    instead = _printable(said.represented_by) if may_be_represented and not said.coming else ""
    if len(instead) > LONGEST:
        raise link_errors.AnswerRefused(
            field="represented_by", reason=_("{most} signes au plus, un nom et une fonction").format(most=LONGEST)
        )
    return Answered(said.coming, _people(said.people) if said.coming else 0, instead)


def _people(typed: str) -> int:
    words = typed.strip()
    if not words:
        return 1
    many = int(words) if words.isascii() and words.isdigit() and len(words) < 4 else 0
    if not 1 <= many <= MOST:
        reason = _("« {value} » n’est pas un nombre de 1 à {most}").format(value=words[:20], most=MOST)
        raise link_errors.AnswerRefused(field="people", reason=reason)
    return many


def _printable(typed: str) -> str:
    words = " ".join(typed.split())
    try:
        typed_text.require_printable(words)
    except templates_errors.TextRefused as problem:
        raise link_errors.AnswerRefused(field="represented_by", reason=str(problem).rstrip(".")) from problem
    return words


def _write(session: Session, letter: _Letter, answered: Answered, at: int) -> None:
    values = {
        "campaign_id": letter.campaign.id, "delivery_id": letter.delivery_id, "coming": answered.coming,
        "people": answered.people, "represented_by": answered.represented_by, "at": at,
    }  # fmt: skip
    row = values | {"issue_id": letter.issue_id, "address_key": letter.address_key}
    insert = bulk.insert(Answer, session).values(row)
    session.execute(insert.on_conflict_do_update(index_elements=["issue_id", "address_key"], set_=values))
