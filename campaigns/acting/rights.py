"""The rights desk: what is known of one person, her objection, her erasure, and the proof of both.

Each verb guards, changes and records in one transaction; the audit names nobody. An erasure keeps a keyed hash: no file
brings her back, and asked by her address the desk still tells the day.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from campaigns.editorial.models import Edition
from campaigns.post import forgetting
from campaigns.post.models import Campaign
from campaigns.post.statements import CAMPAIGN, DELIVERY
from lists import addresses, consents, erasing, remembering, suppressing
from lists.addresses import Address
from lists.history import Happening
from lists.kinds import Reason
from lists.models import Contact, MailingList, Organisation, Subscription, Suppression
from runtime import audit, clock
from runtime.installation import Installation
from runtime.journal import Entry, Place
from runtime.language import _


def file_of(opened: Installation, email: str) -> dict[str, Any]:
    """Return all that is known of whoever has this address: also when that is nothing but that she was erased.

    Raises:
        lists.errors.AddressRefused.
    """
    address = _address(email)
    key = suppressing.address_key(opened.keyring, address)
    with opened.database.reading() as session:
        return {
            "address": address.shown,
            "contacts": [_contact(session, one) for one in session.exec(_mine(key))],
            "consents": consents.of(session, key),
            "suppressions": _suppressions(session, key),
            "erased": _erasures(opened, key),
            "letters": _letters(session, key),
            "history": _history(session, key),
        }


def object_(opened: Installation, email: str, actor: str, evidence: str | None = None) -> dict[str, Any]:
    """Record that she objects to every list, from now on and for good; return her file.

    Raises:
        lists.errors.AddressRefused.
    """
    key = suppressing.address_key(opened.keyring, _address(email))
    now = opened.clock.now()
    with opened.database.transaction() as session:
        said = evidence or _("demande reçue au guichet")
        news = suppressing.suppress(session, key, reason=Reason.OBJECTION, since=now, evidence=said)
        audit.record(session, now, actor, "reader.objected", news=news)
    return file_of(opened, email)


def forget(opened: Installation, email: str, actor: str, evidence: str | None = None) -> dict[str, Any]:
    """Erase whoever has this address, and return what is left of her: the day, and what proves it.

    Raises:
        lists.errors.AddressRefused.
    """
    address = _address(email)
    key = suppressing.address_key(opened.keyring, address)
    now = opened.clock.now()
    with opened.database.transaction() as session:
        letters = forgetting.forget(session, key, address.wire)
        said = evidence or _("demande reçue au guichet")
        contacts = erasing.erase(session, key, now=now, evidence=said)
        audit.record(session, now, actor, "reader.erased", contacts=contacts, letters=letters)
    return file_of(opened, email)


def remember(opened: Installation) -> remembering.Merged:
    """Say to the database what the journal outside of it knows and it does not: after a restore, everything since.

    Raises:
        runtime.errors.JournalUnreadable, runtime.errors.JournalUnwritable.
    """
    journal = opened.database.journal
    if journal is None:
        return remembering.Merged()
    today = clock.in_paris(opened.clock.now()).date()
    with opened.database.reading() as session:
        place = remembering.place(session)
        # Once a day both are compared whole: what the journal could not be told in its hour, it is told now.
        lacking = [] if place.compared_on == today else remembering.missing(session, journal)
    if lacking:
        journal.append(lacking)
    if journal.size() == place.offset and place.compared_on == today:
        return remembering.Merged()
    read = journal.read(Place(place.offset, place.head))
    with opened.database.transaction() as session:
        merged = merge(session, read.entries)
        place = remembering.place(session)
        place.offset, place.head, place.compared_on = read.place.offset, read.place.head, today
        session.add(place)
    merged.damaged = read.damaged
    return merged


def merge(session: Session, entries: list[Entry], *, is_ours: bool = True) -> remembering.Merged:
    """Merge entries of a journal, and erase again whoever came back with an old copy."""
    merged = remembering.merge(session, entries, is_ours=is_ours)
    for key in merged.erased:
        contact = session.exec(_mine(key)).first()
        if contact is not None:
            merged.forgotten += 1
            forgetting.forget(session, key, contact.email)
            erasing.forget(session, key)
    return merged


def _address(email: str) -> Address:
    return addresses.parse(addresses.clean(email))


def _mine(key: bytes) -> Any:
    return select(Contact).where(Contact.address_key == key).order_by(col(Contact.id))


def _contact(session: Session, contact: Contact) -> dict[str, Any]:
    employer = session.get(Organisation, contact.organisation_id) if contact.organisation_id else None
    names = ("civility", "first_name", "last_name", "function", "role", "nature", "language", "phone", "collected_from")
    return {name: getattr(contact, name) for name in names} | {
        "organisation": employer.name if employer else None,
        "email": contact.email_shown,
        "collected_on": contact.collected_on.isoformat(),
        "informed_on": contact.informed_on.isoformat() if contact.informed_on else None,
        "lists": _lists(session, contact.id or 0),
    }


def _lists(session: Session, contact_id: int) -> list[dict[str, Any]]:
    rows = session.exec(
        select(Subscription, MailingList)
        .join(MailingList, col(MailingList.id) == col(Subscription.mailing_list_id))
        .where(Subscription.contact_id == contact_id)
    )
    return [
        {"list": listed.name, "basis": listed.basis, "note": listed.note, "state": one.state, "since": _iso(one.since)}
        for one, listed in rows
    ]


def _suppressions(session: Session, key: bytes) -> list[dict[str, Any]]:
    rows = session.exec(
        select(Suppression, MailingList.name)
        .join(MailingList, col(MailingList.id) == col(Suppression.mailing_list_id), isouter=True)
        .where(Suppression.address_key == key)
        .order_by(col(Suppression.id))
    )
    return [
        {"reason": one.reason, "since": _iso(one.since), "list": name, "evidence": one.evidence} for one, name in rows
    ]


def _erasures(opened: Installation, key: bytes) -> list[dict[str, Any]]:
    """Return when she was erased, from the journal, which no restore puts back."""
    entries = opened.database.journal.read().entries if opened.database.journal else []
    mine = [one for one in entries if one.get("act") == "erase" and one.get("key") == key.hex()]
    return [{"at": one["since"], "evidence": one["evidence"]} for one in mine]


def _letters(session: Session, key: bytes) -> list[dict[str, Any]]:
    rows = session.execute(
        sa.select(DELIVERY.c.campaign_id, DELIVERY.c.state, DELIVERY.c.reason, DELIVERY.c.reply, DELIVERY.c.updated_at)
        .where(DELIVERY.c.campaign_id.in_(sa.select(CAMPAIGN.c.id)), DELIVERY.c.address_key == key)
        .order_by(DELIVERY.c.id)
    )
    return [
        {
            "campaign": row.campaign_id,
            "title": _title(session, row.campaign_id),
            "state": row.state,
            "reason": row.reason,
            "reply": row.reply,
            "at": _iso(datetime.fromtimestamp(row.updated_at, UTC)),
        }
        for row in rows
    ]


def _title(session: Session, campaign_id: int) -> str:
    edition = session.get_one(Edition, session.get_one(Campaign, campaign_id).edition_id)
    return str(edition.content["issue"]["title"])


def _history(session: Session, key: bytes) -> list[dict[str, Any]]:
    rows = session.exec(
        select(Happening)
        .join(Contact, col(Contact.id) == col(Happening.contact_id))
        .where(Contact.address_key == key)
        .order_by(col(Happening.at), col(Happening.fact))
    )
    return [
        {"fact": one.fact, "campaign": one.sending or None, "at": _iso(datetime.fromtimestamp(one.at, UTC))}
        for one in rows
    ]


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
