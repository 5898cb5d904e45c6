"""The calendar file of one person's invitation (RFC 5545), as a request or a cancellation (RFC 5546). Pure.

A change and a cancellation carry the UID of the invitation and a higher SEQUENCE: Outlook and Google then change the
entry that they have. Each file names one guest only: nobody learns who else is invited. Hours are those of Paris, with
the rules of its zone. Refuses to ask calendars for a reply (RSVP): their answers go to a mailbox that nobody counts,
ours is the button of the message.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

import icalendar

from campaigns.editorial import event_times
from runtime.clock import PARIS

_PRODUCT = "-//Relais//FR"
#: The clocks of Paris: component, name, offset before and after in hours, first change, and month of all of them.
_CLOCKS = (
    (icalendar.TimezoneDaylight, "CEST", 1, 2, datetime(1981, 3, 29, 2), 3),  # noqa: DTZ001 -- hours of the place
    (icalendar.TimezoneStandard, "CET", 2, 1, datetime(1996, 10, 27, 3), 10),  # noqa: DTZ001
)


class Method(StrEnum):
    """What a file asks a calendar to do (RFC 5546 3.2)."""

    #: Enter the event, or change the entry.
    REQUEST = "REQUEST"
    #: Take it out.
    CANCEL = "CANCEL"


@dataclass(frozen=True)
class Person:
    """A person or an office as calendars name them."""

    name: str
    email: str


@dataclass(frozen=True, kw_only=True)
class Entry:
    """An event as one guest's calendar holds it."""

    #: The same for good, `meeting-3@lettre.example`.
    uid: str
    sequence: int
    title: str
    #: As `event_times.parse` returns them; the end may be empty.
    starts: str
    ends: str
    place: str
    description: str
    url: str
    organizer: Person
    guest: Person


def written(entry: Entry, method: Method, now: datetime) -> str:
    """Return the file; its lines end as RFC 5545 wants them."""
    calendar = icalendar.Calendar()
    for name, value in (("prodid", _PRODUCT), ("version", "2.0"), ("calscale", "GREGORIAN"), ("method", method.value)):
        calendar.add(name, value)
    event = _event(entry, method, now)
    if "T" in entry.starts + entry.ends:
        calendar.add_component(_paris())
    calendar.add_component(event)
    return bytes(calendar.to_ical()).decode("utf-8")


def _event(entry: Entry, method: Method, now: datetime) -> icalendar.Event:
    event = icalendar.Event()
    starts, ends = _span(entry.starts, entry.ends)
    cancelled = method is Method.CANCEL
    for name, value in (
        ("uid", entry.uid),
        ("sequence", entry.sequence),
        ("dtstamp", now.astimezone(UTC)),
        ("last-modified", now.astimezone(UTC)),
        ("dtstart", starts),
        ("dtend", ends),
        ("summary", entry.title),
        ("location", entry.place),
        ("description", entry.description),
        ("url", entry.url),
        ("status", "CANCELLED" if cancelled else "CONFIRMED"),
        ("transp", "TRANSPARENT" if cancelled else "OPAQUE"),
        ("organizer", _address(entry.organizer)),
        ("attendee", _guest(entry.guest)),
    ):
        if value != "":
            event.add(name, value)
    return event


def _paris() -> icalendar.Timezone:
    """Return the zone as two yearly rules: Outlook reads no list of single changes, which the library would write."""
    zone = icalendar.Timezone()
    zone.add("tzid", PARIS.key)
    for kind, name, before, after, first, month in _CLOCKS:
        rule = kind()
        for key, value in (
            ("dtstart", first),
            ("tzname", name),
            ("tzoffsetfrom", timedelta(hours=before)),
            ("tzoffsetto", timedelta(hours=after)),
            ("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1su"}),
        ):
            rule.add(key, value)
        zone.add_component(rule)
    return zone


def _span(starts: str, ends: str) -> tuple[date, date]:
    """Return the start and the first moment after the event: days for whole days, else moments in Paris."""
    if "T" not in starts and "T" not in ends:
        return event_times.day_of(starts), event_times.day_of(ends or starts) + timedelta(days=1)
    begin, end = (one.astimezone(PARIS) for one in event_times.bounds(starts, ends))
    # An event without an end takes an hour, so that calendars show it as more than an instant.
    return begin, end if ends else begin + timedelta(hours=1)


def _address(person: Person) -> icalendar.vCalAddress:
    made = icalendar.vCalAddress(f"mailto:{person.email}")
    made.params["CN"] = icalendar.vText(person.name)
    return made


def _guest(person: Person) -> icalendar.vCalAddress:
    made = _address(person)
    for name, value in (
        ("CUTYPE", "INDIVIDUAL"), ("ROLE", "REQ-PARTICIPANT"), ("PARTSTAT", "NEEDS-ACTION"), ("RSVP", "FALSE"),
    ):  # fmt: skip
        made.params[name] = icalendar.vText(value)
    return made
