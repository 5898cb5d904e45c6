"""Six weeks of the newsroom, day by day: what bears that day, what leaves, what takes place, who is away.

Public holidays are named. Refuses to change anything, and to look further: a calendar is no archive.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Session, col, select

from campaigns.acting.absences import noting as absences
from campaigns.acting.departing import moments
from campaigns.editorial import event_times
from campaigns.editorial.models import Edition, Issue, Item
from campaigns.partnership.meetings.rows import MeetingRow, MeetingState
from campaigns.post import completions
from campaigns.post.models import Campaign
from campaigns.post.plan_rows import DeparturePlan
from campaigns.post.states import CampaignState
from runtime import clock, working_days
from runtime.clock import PARIS
from runtime.installation import Installation
from runtime.language import _

WEEKS = 6
#: Events that one calendar shows; nobody plans more in six weeks.
_MOST = 100


class Kind(StrEnum):
    """What an entry is."""

    ISSUE = "issue"
    DEPARTURE = "departure"
    EVENT = "event"
    MEETING = "meeting"
    ABSENCE = "absence"


@dataclass(frozen=True)
class Entry:
    """One thing of one day."""

    kind: Kind
    words: str
    #: The number of the issue, the campaign, the article, the meeting or the absence.
    id: int


@dataclass(frozen=True)
class Day:
    """One day."""

    date: date
    #: « mardi 8 décembre ».
    words: str
    #: « décembre ».
    month: str
    is_today: bool
    #: What the public holiday is called; empty for any other day.
    holiday: str
    entries: tuple[Entry, ...]


def look(opened: Installation) -> tuple[tuple[Day, ...], ...]:
    """Return six weeks from the Monday of this one, seven days each."""
    today = clock.today(opened.clock)
    first = today - timedelta(days=today.weekday())
    last = first + timedelta(days=7 * WEEKS - 1)
    found: dict[date, list[Entry]] = defaultdict(list)
    with opened.database.reading() as session:
        for read in (_issues, _departures, _events, _meetings, _absences):
            for day, entry in read(session, first, last):
                found[day].append(entry)
    days = [_day(first + timedelta(days=number), today, found) for number in range(7 * WEEKS)]
    return tuple(tuple(days[start : start + 7]) for start in range(0, len(days), 7))


def absences_of(opened: Installation, user_id: int) -> tuple[absences.Away, ...]:
    """Return the absences of somebody of the house that are not over."""
    with opened.database.reading() as session:
        return absences.of_user(session, user_id, clock.today(opened.clock))


def _day(day: date, today: date, found: dict[date, list[Entry]]) -> Day:
    words = event_times.day(day, weekday=True)
    return Day(
        day,
        words,
        event_times.MONTHS[day.month - 1],
        day == today,
        working_days.holiday(day) or "",
        tuple(found.get(day, ())),
    )


def numbered(number: int | None, title: str) -> str:
    """Return what people call an issue."""
    return _("n°\u00a0{number}").format(number=number) if number else title


def _issues(session: Session, first: date, last: date) -> Iterator[tuple[date, Entry]]:
    rows = session.exec(
        select(Issue).where(col(Issue.deleted_at).is_(None), col(Issue.dated).between(first, last)).limit(_MOST)
    )
    for one in rows:
        words = _("Date du {issue}").format(issue=numbered(one.number, f"« {one.title} »"))
        yield one.dated, Entry(Kind.ISSUE, words, one.id or 0)


def _departures(session: Session, first: date, last: date) -> Iterator[tuple[date, Entry]]:
    """Yield the departures that are launched, then those that are only planned."""
    since, until = (_epoch(day) for day in (first, last + timedelta(days=1)))
    launched = session.execute(
        sa.select(col(Campaign.id), col(Campaign.not_before), col(Issue.id), col(Issue.number), col(Issue.title))
        .join(Edition, col(Edition.id) == col(Campaign.edition_id))
        .join(Issue, col(Issue.id) == col(Edition.issue_id))
        .where(col(Campaign.not_before).between(since, until))
        .where(col(Campaign.state) != CampaignState.CANCELLED.value, col(Campaign.id).not_in(completions.all_()))
        .limit(_MOST)
    ).all()
    for campaign, leaves, _issue, number, title in launched:
        yield _leaving(Kind.DEPARTURE, campaign, moments.shown(leaves), number, title)
    gone = {issue for _campaign, _leaves, issue, _number, _title in launched}
    planned = session.execute(
        select(col(Issue.id), col(DeparturePlan.not_before), col(Issue.number), col(Issue.title))
        .join(DeparturePlan, col(DeparturePlan.issue_id) == col(Issue.id))
        .where(col(Issue.deleted_at).is_(None), col(DeparturePlan.not_before).between(since, until))
        .limit(_MOST)
    ).all()
    for issue, leaves, number, title in planned:
        if issue not in gone:
            yield _leaving(Kind.ISSUE, issue, leaves, number, title)


def _leaving(kind: Kind, id_: int, leaves: int, number: int | None, title: str) -> tuple[date, Entry]:
    moment = clock.in_paris(datetime.fromtimestamp(leaves, PARIS))
    said = _("Départ du {issue}, {hour}") if kind is Kind.DEPARTURE else _("Départ prévu du {issue}, {hour}")
    words = said.format(issue=numbered(number, f"« {title} »"), hour=event_times.hour(moment))
    return moment.date(), Entry(kind, words, id_)


def _events(session: Session, first: date, last: date) -> Iterator[tuple[date, Entry]]:
    rows = session.execute(
        select(col(Item.id), col(Item.title), col(Item.starts))
        .where(col(Item.deleted_at).is_(None), col(Item.starts) >= first.isoformat())
        .where(col(Item.starts) < (last + timedelta(days=2)).isoformat())
        .limit(_MOST)
    )
    for item, title, starts in rows:
        day = event_times.day_of(starts)
        if first <= day <= last:
            yield day, Entry(Kind.EVENT, title, item)


def _meetings(session: Session, first: date, last: date) -> Iterator[tuple[date, Entry]]:
    rows = session.execute(
        select(col(MeetingRow.id), col(MeetingRow.title), col(MeetingRow.starts))
        .where(col(MeetingRow.state) != MeetingState.CANCELLED.value, col(MeetingRow.starts) >= first.isoformat())
        .where(col(MeetingRow.starts) < (last + timedelta(days=2)).isoformat())
        .limit(_MOST)
    )
    for meeting, title, starts in rows:
        day = event_times.day_of(starts)
        if first <= day <= last:
            yield day, Entry(Kind.MEETING, title, meeting)


def _absences(session: Session, first: date, last: date) -> Iterator[tuple[date, Entry]]:
    """Yield each day of an absence on which an office is open, and its first day in any case."""
    for one in absences.between(session, first, last):
        day = begun = max(one.first_day, first)
        while day <= min(one.last_day, last):
            if day == begun or working_days.is_working(day):
                yield day, Entry(Kind.ABSENCE, _("Absence : {name}").format(name=one.name), one.id)
            day += timedelta(days=1)


def _epoch(day: date) -> int:
    return int(clock.midnight(day).timestamp())
