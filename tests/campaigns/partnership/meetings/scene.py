"""The people and plans that tests of meetings share, and how they read what was mailed."""

from __future__ import annotations

import email
import email.policy
from email.message import EmailMessage

import icalendar

from campaigns.acting import ticking
from campaigns.partnership import evidence
from campaigns.partnership.conventions import newest
from campaigns.partnership.evidence import Evidence
from campaigns.partnership.meetings import planning
from campaigns.partnership.meetings.kinds import MeetingKind
from campaigns.partnership.meetings.planning import Plan
from campaigns.partnership.meetings.values import Meeting
from runtime.installation import Installation
from tests.servers import Sink

PARTNERS = {"charte": "Secrétariat général", "cnml": "Conseil national des missions locales"}
SOLANGE, LOIC = "solange@charte.example", "loic.kermarrec@cnml.example"
DESIGNATED = {
    ("charte", "follow_up"): ("Solange Dorval", SOLANGE),
    ("cnml", "follow_up"): ("Loïc Kermarrec", LOIC),
    ("charte", "exchange"): ("Solange Dorval", SOLANGE),
    ("cnml", "exchange"): ("Thi-Hoa Besnard", "thi-hoa@cnml.example"),
}
THI_HOA = "thi-hoa@cnml.example"
AFTERNOON = Plan(
    MeetingKind.EXCHANGE, "2010-03-12T14:00", "2010-03-12T17:00", place="12, rue de l’Exemple, Paris",
    agenda="- Les bonnes pratiques\n- Le numéro spécial",
)  # fmt: skip


def exchange(opened: Installation, plan: Plan = AFTERNOON) -> Meeting:
    """Plan a meeting, by default the exchange of the year."""
    return planning.add(opened, plan, "test")


def mailed(opened: Installation, server: Sink, whom: str) -> EmailMessage:
    """Have everything sent, and return the last letter that somebody received."""
    assert ticking.tick(opened).failures == []
    return email.message_from_bytes(server.letters[whom], policy=email.policy.default)


def entry(letter: EmailMessage) -> icalendar.Calendar:
    """Return the calendar file among the forms of a letter, as a calendar program takes it."""
    (form,) = [one for one in letter.walk() if one.get_content_type() == "text/calendar"]
    content = form.get_payload(decode=True)
    assert isinstance(content, bytes)
    read = icalendar.Calendar.from_ical(content.decode("utf-8"))
    assert isinstance(read, icalendar.Calendar)
    assert form.get_param("method") == read["METHOD"]
    return read


def proofs(opened: Installation) -> list[Evidence]:
    """Return all evidence of the convention's year that speaks of meetings."""
    with opened.database.reading() as session:
        convention = newest(session)
        assert convention is not None
        found = evidence.listed(session, convention, convention.first_day, convention.last_day)
    return [one for one in found if one.subject.startswith("meeting:")]
