"""All that is known of one person, gathered for that person (GDPR art. 15), or for the officer who answers.

Asked by address, in any spelling; also answers when only the erasure is left. What was sent to a former address
of the person belongs to them too, if it was sent to them. Refuses to change anything.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from campaigns.acting.rights import correspondence_of, partnership_traces, person_file
from campaigns.acting.rights.person_file import File
from campaigns.editorial import editions
from campaigns.editorial.models import Issue, Publication
from campaigns.post import models
from campaigns.post.answer_rows import Answer
from campaigns.post.message_rows import ServiceMessage
from campaigns.post.models import Campaign
from campaigns.post.statements import CAMPAIGN, DELIVERY
from lists import history
from lists import rights_requests as registers
from lists.addresses import Address
from lists.contacts import readdressing
from lists.history import Happening
from lists.kinds import Basis, Purpose
from lists.models import Contact, ImportRun, MailingList, Organisation, Segment, Subscription, Suppression
from lists.permission import consents, special_issues, suppressing
from lists.permission.scopes import EVERYTHING, Scope
from lists.retention.inactivity import Lapse
from lists.segments.handpicking import Pick
from runtime.installation import Installation

_EVENT = models.table("event")


def gather(opened: Installation, address: Address, scope: Scope = EVERYTHING) -> File:
    """Return the file of the person with this address."""
    with opened.database.reading() as session:
        return of(session, opened, suppressing.address_key(opened.keyring, address), address, scope)


def of(session: Session, opened: Installation, key: bytes, address: Address, scope: Scope = EVERYTHING) -> File:
    """Return the same, for a caller that holds the key of the address."""
    keys = [key, *readdressing.former(session, key)]
    letters = _letters(session, keys, scope)
    return File(
        address=address.shown,
        contacts=tuple(_contact(session, one, scope) for one in session.exec(_mine(key, scope))),
        consents=tuple(act for one in keys for act in consents.of(session, one, scope)),
        suppressions=tuple(stop for one in keys for stop in _suppressions(session, one, scope)),
        erased=_erasures(opened, key),
        letters=tuple(_letter(session, row) for row in letters),
        events=_events(session, [row.id for row in letters]),
        designations=partnership_traces.designations(session, keys),
        proofs=partnership_traces.proofs(session, keys, scope),
        meetings=partnership_traces.meetings(session, keys, scope),
        answers=_answers(session, [row.id for row in letters]),
        proposals=partnership_traces.proposals(session, key, scope),
        messages=_messages(session, keys, scope),
        written=correspondence_of.written(session, address, [row.id for row in letters]),
        absences=correspondence_of.absences(session, key),
        history=_history(session, key, scope),
        requests=tuple(registers.told(one) for one in registers.of(session, keys)),
        silence=_silence(session, key),
    )


def _mine(key: bytes, scope: Scope) -> Any:
    return select(Contact).where(Contact.address_key == key, scope.contacts()).order_by(col(Contact.id))


def _contact(session: Session, contact: Contact, scope: Scope) -> person_file.Contact:
    employer = session.get(Organisation, contact.organisation_id) if contact.organisation_id else None
    return person_file.Contact(
        id=contact.id or 0,
        civility=contact.civility,
        first_name=contact.first_name,
        last_name=contact.last_name,
        function=contact.function,
        role=contact.role,
        nature=contact.nature,
        language=contact.language,
        phone=contact.phone,
        organisation=employer.name if employer else None,
        email=contact.email_shown,
        reads_departement=contact.reads_departement,
        collected_from=contact.collected_from,
        collected_on=contact.collected_on,
        informed_on=contact.informed_on,
        import_=_import(session, contact.import_id),
        lists=_lists(session, contact, scope),
        segments=_segments(session, contact.id or 0),
    )


def _import(session: Session, number: int | None) -> person_file.Import | None:
    run = session.get(ImportRun, number) if number else None
    return person_file.Import(file=run.file_name, sha256=run.sha256, at=run.at, origin=run.origin) if run else None


def _lists(session: Session, contact: Contact, scope: Scope) -> tuple[person_file.Listed, ...]:
    rows = session.exec(
        select(Subscription, MailingList)
        .join(MailingList, col(MailingList.id) == col(Subscription.mailing_list_id))
        .where(Subscription.contact_id == contact.id, scope.lists(col(Subscription.mailing_list_id)))
    )

    def has_agreed(mailing_list_id: int) -> bool:
        return consents.holds(session, contact.address_key, Purpose.NEWSLETTER, mailing_list_id)

    return tuple(
        person_file.Listed(
            list=listed.name,
            # Whoever said yes to it is written to for that, whatever the list says of the others.
            basis=Basis.CONSENT.value if has_agreed(one.mailing_list_id) else listed.basis,
            note=None if has_agreed(one.mailing_list_id) else listed.note,
            state=one.state,
            since=one.since,
            special_only=special_issues.is_reduced(session, contact.address_key, one.mailing_list_id),
            origin=one.origin,
        )
        for one, listed in rows
    )


def _segments(session: Session, contact_id: int) -> tuple[person_file.Picked, ...]:
    rows = session.exec(
        select(Segment.name, Pick.included)
        .join(Pick, col(Pick.segment_id) == col(Segment.id))
        .where(Pick.contact_id == contact_id)
        .order_by(col(Segment.name))
    )
    return tuple(person_file.Picked(segment=name, included=included) for name, included in rows)


def _suppressions(session: Session, key: bytes, scope: Scope) -> Iterator[person_file.Stop]:
    rows = session.exec(
        select(Suppression, MailingList.name)
        .join(MailingList, col(MailingList.id) == col(Suppression.mailing_list_id), isouter=True)
        .where(Suppression.address_key == key, scope.lists(col(Suppression.mailing_list_id)))
        .order_by(col(Suppression.id))
    )
    return (
        person_file.Stop(reason=one.reason, since=one.since, list=name, evidence=one.evidence) for one, name in rows
    )


def _erasures(opened: Installation, key: bytes) -> tuple[person_file.Erasure, ...]:
    """Return when the person was erased, from the journal, which no restore reverts."""
    entries = opened.database.journal.read().entries if opened.database.journal else []
    mine = [one for one in entries if one.get("act") == "erase" and one.get("key") == key.hex()]
    return tuple(person_file.Erasure(at=datetime.fromisoformat(one["since"]), evidence=one["evidence"]) for one in mine)


def _letters(session: Session, keys: list[bytes], scope: Scope) -> list[sa.Row[Any]]:
    """Return the person's rows of the ledger, with one index seek per campaign."""
    columns = (
        DELIVERY.c.id, DELIVERY.c.campaign_id, DELIVERY.c.state, DELIVERY.c.reason, DELIVERY.c.reply,
        DELIVERY.c.updated_at,
    )  # fmt: skip
    mine = sa.and_(DELIVERY.c.campaign_id.in_(_campaigns(scope)), DELIVERY.c.address_key.in_(keys))
    return list(session.execute(sa.select(*columns).where(mine).order_by(DELIVERY.c.id)))


def _campaigns(scope: Scope) -> sa.Select[tuple[int]]:
    return sa.select(CAMPAIGN.c.id).where(scope.lists(CAMPAIGN.c.mailing_list_id))


def _letter(session: Session, row: sa.Row[Any]) -> person_file.Letter:
    edition = editions.read(session, session.get_one(Campaign, row.campaign_id).edition_id)
    return person_file.Letter(
        campaign=row.campaign_id,
        title=edition.issue.title,
        state=row.state,
        reason=row.reason,
        reply=row.reply,
        at=datetime.fromtimestamp(row.updated_at, UTC),
    )


def _events(session: Session, deliveries: list[int]) -> tuple[person_file.Event, ...]:
    """Return the events of the person's letters, with clicks where the person consented to having them recorded."""
    columns = _EVENT.c.kind, _EVENT.c.campaign_id, _EVENT.c.at, _EVENT.c.link, _EVENT.c.details
    rows = session.execute(sa.select(*columns).where(_EVENT.c.delivery_id.in_(deliveries)).order_by(_EVENT.c.id))
    return tuple(
        person_file.Event(event=row.kind, campaign=row.campaign_id, at=row.at, link=row.link, details=row.details)
        for row in rows
    )


def _answers(session: Session, deliveries: list[int]) -> tuple[person_file.Reply, ...]:
    rows = session.exec(
        select(Answer, Issue.title)
        .join(Issue, col(Issue.id) == col(Answer.issue_id))
        .where(col(Answer.delivery_id).in_(deliveries))
        .order_by(col(Answer.id))
    )
    return tuple(
        person_file.Reply(
            campaign=one.campaign_id,
            title=title,
            coming=one.coming,
            people=one.people,
            represented_by=one.represented_by,
            at=datetime.fromtimestamp(one.at, UTC),
        )
        for one, title in rows
    )


def _messages(session: Session, keys: list[bytes], scope: Scope) -> tuple[person_file.Message, ...]:
    rows = session.exec(
        select(ServiceMessage)
        .join(Publication, col(Publication.id) == col(ServiceMessage.publication_id))
        .where(col(ServiceMessage.address_key).in_(keys), scope.lists(col(Publication.mailing_list_id)))
        .order_by(col(ServiceMessage.id))
    )
    return tuple(
        person_file.Message(message=one.kind, state=one.state, at=datetime.fromtimestamp(one.queued_at, UTC))
        for one in rows
    )


def _history(session: Session, key: bytes, scope: Scope) -> tuple[person_file.Known, ...]:
    rows = session.exec(
        select(Happening)
        .join(Contact, col(Contact.id) == col(Happening.contact_id))
        .where(Contact.address_key == key, scope.contacts())
        .where((col(Happening.sending) == history.NONE) | col(Happening.sending).in_(_campaigns(scope)))
        .order_by(col(Happening.at), col(Happening.fact))
    )
    return tuple(
        person_file.Known(fact=one.fact, campaign=one.sending or None, at=datetime.fromtimestamp(one.at, UTC))
        for one in rows
    )


def _silence(session: Session, key: bytes) -> person_file.Silence | None:
    found = session.get(Lapse, key)
    if found is None:
        return None
    return person_file.Silence(listed=found.listed_on, asked=found.asked_on, unasked=found.unasked or None)
