"""What guests are written: an invitation, what has changed, that there is no meeting; each with its calendar file.

Queued in the transaction of the act that causes it. What is over is not written about.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlmodel import Session

from campaigns import errors
from campaigns.editorial import event_times
from campaigns.editorial.models import Publication
from campaigns.partnership.meetings import calendar_files, links, listing
from campaigns.partnership.meetings.calendar_files import Entry, Method, Person
from campaigns.partnership.meetings.rows import GuestRow, MeetingRow
from campaigns.post.outbox import queue
from lists import addresses
from runtime import clock
from runtime.installation import Installation
from runtime.language import _
from templates.service_messages import Call, MeetingCall

_ID_BYTES = 9


def news(before: Mapping[str, Any], now: MeetingRow) -> tuple[str, ...]:
    """Return what calendars and guests learn of a change, a French sentence each; empty when they need not know."""
    said = []
    if (before["starts"], before["ends"]) != (now.starts, now.ends):
        words = _("Nouvelle date : {new} (au lieu de : {old}).")
        old, new = event_times.span(before["starts"], before["ends"]), event_times.span(now.starts, now.ends)
        said.append(words.format(new=new, old=old))
    if before["place"] != now.place:
        words = _("Nouveau lieu : {new} (au lieu de : {old}).")
        said.append(words.format(new=now.place or _("à préciser"), old=before["place"] or _("à préciser")))
    if before["title"] != now.title:
        said.append(_("Nouveau titre : {new} (au lieu de : {old}).").format(new=now.title, old=before["title"]))
    return tuple(said)


def tell(session: Session, opened: Installation, meeting: MeetingRow, call: Call, said: Sequence[str]) -> int:
    """Write to everybody who was invited; return how many that are."""
    if event_times.day_of(meeting.ends or meeting.starts) < clock.today(opened.clock):
        return 0
    invited = [one for one in listing.guests(session, meeting.id or 0) if one.invited_at is not None]
    for guest in invited:
        write(session, opened, meeting, guest, call, said)
    return len(invited)


def write(
    session: Session, opened: Installation, meeting: MeetingRow, guest: GuestRow, call: Call, said: Sequence[str] = ()
) -> None:
    """Write to one guest.

    Raises:
        errors.SenderMissing: the publication cannot write yet.
    """
    publication = session.get_one(Publication, meeting.publication_id)
    if not publication.from_address:
        raise errors.SenderMissing
    meeting.organizer = meeting.organizer or publication.reply_to or publication.from_address
    method = Method.CANCEL if call is Call.CANCELLED else Method.REQUEST
    now = opened.clock.now()
    entry = entry_of(opened, meeting, guest, publication)
    notice = MeetingCall(
        **queue.frame(publication), greeting=_("Bonjour {name}").format(name=guest.name), call=call,
        title=meeting.title, when=event_times.span(meeting.starts, meeting.ends), place=meeting.place,
        agenda=tuple(filter(None, meeting.agenda.split("\n"))), news=tuple(said), url=entry.url, answer=guest.answer,
        calendar=calendar_files.written(entry, method, now).replace("\r\n", "\n"), method=method.value,
    )  # fmt: skip
    guest.message_id = queue.queue(
        session, opened.keyring, publication, addresses.parse(guest.email), notice, now=now
    )  # fmt: skip
    guest.invited_at, guest.arrival = guest.invited_at or now, ""
    session.add(guest)
    session.add(meeting)


def entry_of(opened: Installation, meeting: MeetingRow, guest: GuestRow, publication: Publication) -> Entry:
    """Return a meeting as the calendar of a guest holds it."""
    url = links.url(opened, guest.id or 0)
    agenda = [f"- {one}" for one in filter(None, meeting.agenda.split("\n"))]
    parts = ["\n".join([_("À l’ordre du jour :"), *agenda])] if agenda else []
    parts.append(_("Votre réponse : {url}").format(url=url))
    organizer = meeting.organizer or publication.reply_to or publication.from_address
    return Entry(
        uid=_uid(opened, meeting, organizer), sequence=meeting.sequence, title=meeting.title, starts=meeting.starts,
        ends=meeting.ends, place=meeting.place, description="\n\n".join(parts), url=url,
        organizer=Person(publication.from_name or publication.name, organizer), guest=Person(guest.name, guest.email),
    )  # fmt: skip


def _uid(opened: Installation, meeting: MeetingRow, organizer: str) -> str:
    """Return what names the event in every calendar, for good; other installations of one domain have others."""
    payload = (meeting.id or 0).to_bytes(8, "big")
    mark = opened.keyring.sign(b"meeting", payload, _ID_BYTES, min(opened.keyring.signing)).hex()
    return f"meeting-{meeting.id}-{mark}@{organizer.rpartition('@')[2]}"
