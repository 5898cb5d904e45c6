"""The calendar file (RFC 5545) of an event that every calendar can read. Pure function of a snapshot.

What asks a calendar for an entry, and changes it later, is in `campaigns.partnership.meetings.calendar_files`. Times
are in UTC, which needs no zone description; a day without hours is a whole day. Refuses to ask for a reply (RSVP):
readers answer by the links of the letter.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import icalendar

from campaigns.editorial import event_times, lead_items
from campaigns.editorial.snapshots import Piece, Publication, Snapshot
from mailer.attachments import AttachmentRole, Enclosure

#: How the file is called, and what it is.
NAME = "invitation.ics"
MEDIA_TYPE = "text/calendar; charset=utf-8; method=PUBLISH"
FILE_TYPE = "application/ics"


def entry(snapshot: Snapshot) -> bytes | None:
    """Return the calendar file of the event that a letter is about; `None` for a letter about something else."""
    if snapshot.template.name not in lead_items.ANSWERED:
        return None
    lead = lead_items.of(snapshot)
    return of(snapshot, lead) if lead is not None and lead.starts else None


def enclosed(snapshot: Snapshot) -> list[Enclosure]:
    """Return the calendar file as a letter carries it: calendars find it among its forms, people among its files."""
    file = entry(snapshot)
    if file is None:
        return []
    return [
        Enclosure(AttachmentRole.ALTERNATIVE, NAME, MEDIA_TYPE, file),
        Enclosure(AttachmentRole.ATTACHED, NAME, FILE_TYPE, file),
    ]


def of(snapshot: Snapshot, item: Piece) -> bytes:
    """Return the calendar file of an event in a letter: an item that says when it starts."""
    calendar = icalendar.Calendar()
    for name, value in (("prodid", "-//Relais//FR"), ("version", "2.0"), ("method", "PUBLISH")):
        calendar.add(name, value)
    calendar.add_component(_event(snapshot, item))
    return bytes(calendar.to_ical())


def _event(snapshot: Snapshot, item: Piece) -> icalendar.Event:
    publication, issue = snapshot.publication, snapshot.issue
    event = icalendar.Event()
    event.add("uid", f"item-{item.id}@{publication.domain}")
    # The same event in a later issue replaces the one before.
    event.add("sequence", issue.id)
    event.add("dtstamp", datetime.combine(issue.dated, datetime.min.time(), UTC))
    event.add("summary", item.title)
    event.add("description", "\n\n".join(filter(None, (item.intro, item.link))))
    for name, value in (("location", item.place), ("url", item.link)):
        if value:
            event.add(name, value)
    event.add("organizer", _organizer(publication))
    starts, ends = _span(item.starts, item.ends)
    event.add("dtstart", starts)
    event.add("dtend", ends)
    return event


def _organizer(publication: Publication) -> icalendar.vCalAddress:
    organizer = icalendar.vCalAddress(f"mailto:{publication.reply_to or publication.from_address}")
    organizer.params["CN"] = icalendar.vText(publication.from_name)
    return organizer


def _span(starts: str, ends: str) -> tuple[date, date]:
    """Return the start and the first moment after the event: days for whole days, else moments in UTC."""
    if "T" not in starts and "T" not in ends:
        return event_times.day_of(starts), event_times.day_of(ends or starts) + timedelta(days=1)
    begin, end = (one.astimezone(UTC) for one in event_times.bounds(starts, ends))
    # Every event gets an end, as RFC 5545 wants: after one hour, unless the item says when.
    return begin, max(begin, end) if ends else begin + timedelta(hours=1)
