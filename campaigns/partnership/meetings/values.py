"""A meeting and its guests as frozen values. They hold no address: a guest is a name, a side and an answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from campaigns.editorial import event_times
from campaigns.partnership.meetings.kinds import ASSOCIATIONS, NAMES, MeetingKind
from campaigns.partnership.meetings.rows import MeetingState
from runtime.language import N_, _

#: What a guest may answer.
YES, NO = "yes", "no"
#: Each state in words.
STATES = {MeetingState.PLANNED: N_("prévue"), MeetingState.HELD: N_("tenue"), MeetingState.CANCELLED: N_("annulée")}


@dataclass(frozen=True)
class Guest:
    """A person who is invited, or represents a partner."""

    id: int
    name: str
    #: The code of the partner for whom the person comes, and its name; empty for everybody else.
    side: str
    side_name: str
    invited_at: datetime | None
    #: What became of the last message: a `DeliveryState`, or empty while it is on its way.
    arrival: str
    #: `YES`, `NO`, or empty; when.
    answer: str
    answered_at: datetime | None
    #: Whether the time of the meeting was changed after the answer.
    is_outdated: bool
    #: Whether the person came; `None` while nobody said it.
    attended: bool | None

    @property
    def counts(self) -> str:
        """The answer that counts: one to the time as it is now."""
        return "" if self.is_outdated else self.answer

    def as_json(self) -> dict[str, Any]:
        """Return it by the names that scripts know."""
        return {
            "id": self.id,
            "name": self.name,
            "side": self.side or None,
            "invited": self.invited_at.isoformat() if self.invited_at else None,
            "arrival": self.arrival or None,
            "answer": self.counts or None,
            "attended": self.attended,
        }


@dataclass(frozen=True)
class Practice:
    """An article about a good practice that was found at a meeting."""

    item: int
    title: str
    is_published: bool


@dataclass(frozen=True, kw_only=True)
class Meeting:
    """A meeting or an event."""

    id: int
    kind: MeetingKind
    #: Short and for good: articles name the meeting by it.
    name: str
    title: str
    starts: str
    ends: str
    place: str
    agenda: str
    state: MeetingState
    reason: str
    attendees: int | None
    #: Names of documents, empty for none, and where they are.
    minutes: str
    minutes_url: str
    summary: str
    summary_url: str
    sequence: int
    publication_id: int
    #: Whether its last day has passed.
    is_over: bool
    guests: tuple[Guest, ...] = ()
    practices: tuple[Practice, ...] = ()

    @property
    def kind_name(self) -> str:
        """Its kind in words."""
        return _(NAMES[self.kind])

    @property
    def state_name(self) -> str:
        """Its state in words; of one whose day has passed nobody has said yet whether it was held."""
        if self.is_planned and self.is_over:
            return _("passée") if self.kind in ASSOCIATIONS else _("à confirmer")
        return _(STATES[self.state])

    @property
    def when(self) -> str:
        """When it is: « vendredi 12 mars 2010, 14 h – 17 h »."""
        return event_times.span(self.starts, self.ends)

    @property
    def day(self) -> date:
        """Its first day, in Paris."""
        return event_times.day_of(self.starts)

    @property
    def last_day(self) -> date:
        """Its last day, in Paris."""
        return event_times.day_of(self.ends or self.starts)

    @property
    def is_planned(self) -> bool:
        """Whether it is still to be held."""
        return self.state is MeetingState.PLANNED

    @property
    def invited(self) -> tuple[Guest, ...]:
        """The guests who were written to."""
        return tuple(one for one in self.guests if one.invited_at is not None)

    def answered(self, answer: str) -> int:
        """Count the guests whose answer is this; empty for those who were invited and have not answered."""
        return sum(one.counts == answer for one in self.invited)

    def as_json(self) -> dict[str, Any]:
        """Return it by the names that scripts know."""
        return {
            "id": self.id,
            "kind": self.kind.value,
            "name": self.name,
            "title": self.title,
            "starts": self.starts,
            "ends": self.ends or None,
            "place": self.place or None,
            "agenda": self.agenda or None,
            "state": self.state.value,
            "reason": self.reason or None,
            "attendees": self.attendees,
            "minutes": self.minutes or None,
            "summary": self.summary or None,
            "sequence": self.sequence,
            "answers": {"yes": self.answered(YES), "no": self.answered(NO), "none": self.answered("")},
            "guests": [one.as_json() for one in self.guests],
            "practices": [one.item for one in self.practices],
        }
