"""Who may not be imported, and what a file itself says of people who opted out elsewhere.

Refuses to bring anybody back: an address that was suppressed, or that left the list, stays out. The report says
since when.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime, time

import sqlalchemy
from sqlmodel import Session, col, or_

from lists.contacts.readdressing import FormerAddress
from lists.importing.reading import dates
from lists.importing.reading.lines import FileLine
from lists.importing.reports import Notes
from lists.importing.sources import ImportSource
from lists.kinds import SubscriptionState, SuppressionReason
from lists.models import Contact, Subscription, Suppression
from lists.permission import suppressing
from runtime import clock
from runtime.language import N_, _

_WORDS = {
    SuppressionReason.OBJECTION: N_("opposition du {day}"),
    SuppressionReason.UNSUBSCRIBED: N_("désinscription du {day}"),
    SuppressionReason.BOUNCED: N_("adresse refusée par son serveur le {day}"),
    SuppressionReason.COMPLAINED: N_("plainte du {day}"),
    SuppressionReason.ERASED: N_("données effacées le {day}"),
}


def barred(session: Session, keys: Collection[bytes], mailing_list_id: int) -> dict[bytes, str]:
    """Return why addresses may not be imported; a reason that holds for every list comes last and so wins."""
    left = (
        sqlalchemy.select(col(Contact.address_key), col(Subscription.since))
        .join_from(Subscription, Contact, col(Contact.id) == col(Subscription.contact_id))
        .where(
            col(Contact.address_key).in_(keys),
            col(Subscription.mailing_list_id) == mailing_list_id,
            col(Subscription.state) == SubscriptionState.LEFT,
        )
    )
    here = col(Suppression.mailing_list_id)
    suppressed = (
        sqlalchemy.select(col(Suppression.address_key), col(Suppression.reason), col(Suppression.since))
        .where(col(Suppression.address_key).in_(keys), or_(here.is_(None), here == mailing_list_id))
        .order_by(here.is_(None))
    )
    found = _corrected(session, keys)
    found |= {key: _said(SuppressionReason.UNSUBSCRIBED, since) for key, since in session.execute(left)}
    return found | {key: _said(SuppressionReason(reason), since) for key, reason, since in session.execute(suppressed)}


def _corrected(session: Session, keys: Collection[bytes]) -> dict[bytes, str]:
    """Return since when a contact no longer has an address that the file still gives; it may be somebody else's now."""
    here = sqlalchemy.select(col(Contact.address_key))
    key, until = col(FormerAddress.address_key), sqlalchemy.func.max(col(FormerAddress.until))
    former = sqlalchemy.select(key, until).where(key.in_(keys), key.not_in(here)).group_by(key)
    said = _("adresse corrigée le {day}")
    return {one: said.format(day=dates.said(day)) for one, day in session.execute(former)}


def _said(reason: SuppressionReason, since: datetime) -> str:
    return _(_WORDS[reason]).format(day=dates.said(clock.in_paris(since).date()))


def object_(session: Session, lines: Iterable[FileLine], source: ImportSource, notes: Notes) -> None:
    """Suppress every address of the lines on every list, for good, from the day that the file gives."""
    first_line: dict[bytes, FileLine] = {}
    for line in lines:
        for address in line.addresses:
            first_line.setdefault(suppressing.address_key(source.keyring, address), line)
    by_day: dict[date | None, list[bytes]] = {}
    for key, line in first_line.items():
        by_day.setdefault(line.since, []).append(key)
    for day, keys in by_day.items():
        news = suppressing.suppress_all(
            session, keys, reason=SuppressionReason.OBJECTION, since=_since(day, source.now), evidence=source.evidence
        )
        for key in news:
            notes.create(first_line[key].number)


def opt_out(session: Session, keys: Collection[bytes], source: ImportSource) -> None:
    """Keep addresses off the list of this import for good: their owners left it elsewhere."""
    if keys:
        suppressing.suppress_all(
            session,
            keys,
            reason=SuppressionReason.UNSUBSCRIBED,
            since=source.now,
            mailing_list_id=source.mailing_list_id,
            evidence=source.evidence,
        )


def _since(day: date | None, now: datetime) -> datetime:
    """Return the first moment of a day in Paris, or now; never later than now."""
    if day is None:
        return now
    return min(now, datetime.combine(day, time(), clock.PARIS))
