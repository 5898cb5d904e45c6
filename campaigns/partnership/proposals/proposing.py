"""Proposing by the page of six fields: what was typed is checked whole, and enters or is given back.

Refuses nothing without saying at which field, and half of nothing: a picture is stored before anything is written, and
one that nothing shows is only a file.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session, col, func, select

from campaigns.editorial import frontmatter, images
from campaigns.editorial.images import Stored
from campaigns.editorial.item_files import ItemSource, Submission
from campaigns.editorial.manuscripts import event_days
from campaigns.editorial.models import ItemType, Publication
from campaigns.errors import ImageRefused
from campaigns.partnership.proposals import entering, errors, expecting, lacks, links, terms
from campaigns.partnership.proposals.entering import Entrance
from campaigns.partnership.proposals.lacks import Lack
from campaigns.partnership.proposals.links import Contributor
from campaigns.partnership.proposals.proposal_rows import Proposal
from campaigns.partnership.proposals.proposal_states import ProposalOrigin
from runtime import clock
from runtime.files import File
from runtime.installation import Installation
from runtime.language import _
from templates import typed_text
from templates.rich_text import nodes

#: Signs of the text: five lines, and room for those who write ten.
LONGEST = 3_000
#: Proposals of one contact in a day; the same one sent twice within minutes is one.
_MOST, _AGAIN = 10, timedelta(minutes=10)


@dataclass(frozen=True)
class Draft:
    """What the page holds, as it was typed."""

    title: str
    #: « 8 octobre 2009 », « 08/10/2009 », ISO 8601; empty when the action has no day.
    day: str
    place: str
    text: str
    name: str
    photo: File | None = None
    #: Who took the picture and allows it to be shown.
    rights: str = ""
    #: Whether somebody young can be recognised or is quoted, and whether they agreed in writing.
    young: bool = False
    agreed: bool = False
    #: Whether the other partner is invited.
    invites: bool = False


@dataclass(frozen=True)
class Received:
    """What the author is told."""

    number: int
    title: str
    #: « n° 5, prévu le 12 janvier 2010 ».
    expected: str
    #: What is asked in the receipt, a clause each.
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Page:
    """What the page to propose shows before anything was typed."""

    #: Name and organisation of the contributor.
    name: str
    organisation: str
    #: « le Secrétariat général »: whom they may invite; empty for nobody.
    guest: str


def page(opened: Installation, token: str) -> Page:
    """Return what the page shows; changes nothing.

    Raises:
        link_errors.LinkRefused, errors.ContributorGone, errors.NoProposals.
    """
    with opened.database.reading() as session:
        agreed, found = terms.today(session, opened), links.contributor(session, opened, token)
        return Page(found.name, found.organisation.name, agreed.guest.subject if agreed.guest else "")


def propose(opened: Installation, token: str, draft: Draft) -> Received:
    """Let a proposal enter.

    Raises:
        link_errors.LinkRefused, errors.ContributorGone, errors.NoProposals.
        errors.ProposalRefused: `fields` says what is wrong with each.
    """
    with opened.database.reading() as session:
        terms.today(session, opened)
        by = links.contributor(session, opened, token)
        _require_few(session, by, opened.clock.now())
    source, stored = _read(opened, draft)
    with opened.database.transaction() as session:
        agreed, by = terms.today(session, opened), links.contributor(session, opened, token)
        row = _same(session, by, draft.title, opened.clock.now())
        if row is None:
            row = entering.enter(session, opened, _entrance(draft, source, stored, by), agreed)
        publication = session.get_one(Publication, row.publication_id)
        expected = expecting.said(session, publication, clock.today(opened.clock))
        return Received(row.id or 0, row.title, expected, lacks.worded(row.asked))


def _entrance(draft: Draft, source: ItemSource, stored: Stored | None, by: Contributor) -> Entrance:
    values = dict(source.values) | {"author": f"{source.values['author']}, {by.organisation.name}"}
    return Entrance(
        ProposalOrigin.PAGE,
        ItemSource(source.file, values, source.body),
        by,
        picture=stored,
        rights=" ".join(draft.rights.split())[:300] if stored else "",
        consent=True if draft.young and draft.agreed else None,
        lacks=tuple(_lacking(draft, has_picture=stored is not None)),
        invites=draft.invites,
    )


def _lacking(draft: Draft, *, has_picture: bool) -> list[Lack]:
    found = [Lack.RIGHTS] if has_picture and not draft.rights.strip() else []
    return [*found, Lack.CONSENT] if draft.young and not draft.agreed else found


def _read(opened: Installation, draft: Draft) -> tuple[ItemSource, Stored | None]:
    """Check every field, and keep the picture when all is well."""
    problems: dict[str, str] = {}
    values: dict[str, Any] = {"type": ItemType.LOCAL_MISSION_ACTION.value}
    for key, field, text in (
        ("title", "title", draft.title),
        ("place", "place", draft.place),
        ("author", "name", draft.name),
    ):
        try:
            target, values[key] = frontmatter.value(key, text)
            values[target] = values.pop(key)
        except ValueError as problem:
            problems[field] = str(problem)
    for field in ("title", "place", "text", "name"):
        if not getattr(draft, field).strip():
            problems[field] = _("ce champ est à remplir")
    _read_day(draft.day, values, problems)
    body = _body(draft.text, problems)
    stored = _picture(opened, draft.photo, problems) if not problems else None
    if problems:
        raise errors.ProposalRefused(fields=problems)
    return ItemSource(Submission("proposition", b""), values, body), stored


def _read_day(text: str, values: dict[str, Any], problems: dict[str, str]) -> None:
    if text.strip():
        try:
            values.update(event_days.span(text))
        except ValueError:
            problems["day"] = _("écrivez la date comme 08/10/2009 ou « 8 octobre 2009 »")


def _body(text: str, problems: dict[str, str]) -> nodes.Document:
    said = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    sign = typed_text.unprintable(said)
    if sign is not None:
        problems["text"] = _("un caractère invisible de commande ({sign}) s’y trouve").format(
            sign=typed_text.named(sign)
        )
    if len(said) > LONGEST:
        problems["text"] = _("{length} signes, {most} au plus").format(length=len(said), most=LONGEST)
    return paragraphs(said)


def paragraphs(text: str) -> nodes.Document:
    """Return a text as a body: a paragraph a line."""
    lines = (" ".join(line.split(" ")).strip() for line in text.split("\n"))
    return nodes.Document(tuple(nodes.Paragraph((nodes.Text(line),)) for line in lines if line))


def _picture(opened: Installation, photo: File | None, problems: dict[str, str]) -> Stored | None:
    if photo is None:
        return None
    try:
        return images.keep(opened.settings.data, photo)
    except ImageRefused as refused:
        problems["photo"] = refused.reason
        return None


def _require_few(session: Session, by: Contributor, now: datetime) -> None:
    lately = select(func.count(col(Proposal.id))).where(
        Proposal.contact_id == by.contact.id, Proposal.received_at > now - timedelta(days=1)
    )
    if session.exec(lately).one() >= _MOST:
        raise errors.ProposalRefused(fields={"title": _("vous en avez proposé dix en un jour : continuez demain")})


def _same(session: Session, by: Contributor, title: str, now: datetime) -> Proposal | None:
    """Return what the same contact sent a moment ago: a button is pressed twice."""
    mine = select(Proposal).where(
        Proposal.contact_id == by.contact.id, Proposal.title == title.strip(), Proposal.received_at > now - _AGAIN
    )
    return session.exec(mine).first()
