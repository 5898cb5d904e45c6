"""An invitation carries a calendar file that calendars accept."""

from __future__ import annotations

import email
import email.policy
from datetime import UTC, date, datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import icalendar
import pytest

from campaigns.editorial import issues, publications
from runtime.installation import Installation
from templates import errors
from tests import cast, proofs

EVENT = """---
type: event
title: Forum, « Diversité » ; alternance
date: {date}
{more}place: Palais des congrès, Strasbourg
link: https://charte.example/forum
---
Entrée libre.
"""


def invitation(
    opened: Installation, folder: Path, when: str, more: str = "end: 2009-10-08T17:00\n", text: str = EVENT
) -> EmailMessage:
    """Return the invitation to an event, as Zoé receives it."""
    file = folder / "forum.md"
    file.write_text(text.format(date=when, more=more), "utf-8")
    with opened.database.transaction() as session:
        cast.publish(session)
        cast.people(session, opened)
        added = cast.items(session, opened.settings.data, [file], opened.clock.now())
        lines = issues.TitleLines("Invitation", "Invitation au forum")
        made = issues.new(
            session, publications.chosen(session), lines, opened.clock.now(), form=issues.Form("invitation")
        )
        assert made.number is None
        issues.add(session, made.id or 0, [added[0].id or 0], "agenda")
    proofs.render(opened, made.id or 0, cast.ZOE, folder / "out")
    return email.message_from_bytes((folder / "out" / "letter.eml").read_bytes(), policy=email.policy.default)


def entries(message: EmailMessage) -> list[Any]:
    """Return the event of each calendar part."""
    parts = [part for part in message.walk() if part.get_content_type() in {"text/calendar", "application/ics"}]
    raw = [part.get_payload(decode=True) for part in parts]
    return [event for one in raw for event in icalendar.Calendar.from_ical(one).walk("VEVENT")]  # type: ignore[arg-type]


def test_it_stands_among_the_forms_and_among_the_files(opened: Installation, tmp_path: Path) -> None:
    """Programs find the first, people the second."""
    message = invitation(opened, tmp_path, "2009-10-08T09:00")
    (attached,) = message.iter_attachments()
    calendar = next(part for part in message.walk() if part.get_content_type() == "text/calendar")

    assert (attached.get_content_type(), attached.get_filename()) == ("application/ics", "invitation.ics")
    assert (calendar.get_param("method"), calendar.get_param("charset")) == ("PUBLISH", "utf-8")
    assert calendar.get_payload(decode=True) == attached.get_payload(decode=True)


def test_it_says_what_where_and_when(opened: Installation, tmp_path: Path) -> None:
    """Paris hours in UTC, awkward signs and all."""
    event = entries(invitation(opened, tmp_path, "2009-10-08T09:00"))[0]

    assert str(event["summary"]) == "Forum, « Diversité » ; alternance"
    assert str(event["location"]) == "Palais des congrès, Strasbourg"
    assert event.start == datetime(2009, 10, 8, 7, 0, tzinfo=UTC)
    assert event.end == datetime(2009, 10, 8, 15, 0, tzinfo=UTC)
    assert {"uid", "dtstamp", "organizer", "sequence"} <= {name.lower() for name in event}


def test_a_day_without_hours_is_a_whole_day(opened: Installation, tmp_path: Path) -> None:
    """The end is the day after, as the standard counts."""
    event = entries(invitation(opened, tmp_path, "2009-10-08", ""))[0]

    assert (event.start, event.end) == (date(2009, 10, 8), date(2009, 10, 9))


def test_an_event_without_an_end_lasts_an_hour(opened: Installation, tmp_path: Path) -> None:
    """Winter time is one hour from UTC."""
    event = entries(invitation(opened, tmp_path, "2009-11-24T14:30", ""))[0]

    assert (event.start.hour, event.end.hour) == (13, 14)


def test_lines_are_folded_and_end_with_crlf(opened: Installation, tmp_path: Path) -> None:
    """RFC 5545 3.1: 75 octets."""
    (attached,) = invitation(opened, tmp_path, "2009-10-08T09:00").iter_attachments()
    raw = attached.get_payload(decode=True)

    assert isinstance(raw, bytes)
    assert max(map(len, raw.split(b"\r\n"))) <= 75
    assert raw.count(b"\n") == raw.count(b"\r\n")


def test_without_a_date_there_is_no_invitation(opened: Installation, tmp_path: Path) -> None:
    """It is refused before anybody receives it."""
    undated = EVENT.replace("date: {date}\n{more}", "")
    with pytest.raises(errors.LetterIncomplete, match="quand"):
        invitation(opened, tmp_path, "", text=undated)


def test_a_newsletter_carries_none(opened: Installation, tmp_path: Path) -> None:
    """Even with an agenda."""
    issue = cast.stage(opened, tmp_path)
    proofs.render(opened, issue, cast.ZOE, tmp_path)
    message = email.message_from_bytes((tmp_path / "letter.eml").read_bytes(), policy=email.policy.default)

    assert entries(message) == []


@pytest.mark.parametrize(
    ("starts", "ends", "first", "after"),
    [
        ("2027-06-10T22:00", "2027-06-11T02:00", "10T20:00", "11T00:00"),
        ("2027-06-10T09:00", "2027-06-11", "10T07:00", "11T22:00"),
        ("2027-06-10T09:00", "2027-06-10", "10T07:00", "10T22:00"),
        ("2027-06-10", "2027-06-10T18:00", "09T22:00", "10T16:00"),
        ("2027-06-10", "2027-06-11T18:00", "09T22:00", "11T16:00"),
        ("2027-06-10", "2027-06-10T18:00+04:00", "09T20:00", "10T14:00"),
    ],
)
def test_days_and_hours_may_be_mixed(
    opened: Installation, tmp_path: Path, starts: str, ends: str, first: str, after: str
) -> None:
    """The calendar has the same days and hours as the text."""
    event = entries(invitation(opened, tmp_path, starts, f"end: {ends}\n"))[0]

    assert (f"{event.start:%dT%H:%M}", f"{event.end:%dT%H:%M}") == (first, after)
