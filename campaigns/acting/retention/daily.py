"""The daily work: things and persons whose term is over. The rehearsal counts the same and changes nothing."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from campaigns.acting.remedies import Call
from campaigns.acting.retention import expiring_records, inactive_people
from campaigns.partnership.designations import verbs as designations
from lists.retention import inactivity
from lists.retention.inactivity import Lapsing
from lists.retention.relationships import Ties
from runtime import clock, heartbeats
from runtime.installation import Installation
from runtime.language import N_, ngettext
from runtime.remedies import Remark

#: The name of its heartbeat.
RETENTION = "retention"
#: What happens to persons, beside the terms of things: the words for each figure.
PERSONS = {
    "listed": N_("Personnes mises sur la liste à relire"),
    "asked": N_("Personnes à qui la question est posée"),
    "passed": N_("Personnes à qui la question ne peut pas être posée"),
    "erased": N_("Personnes effacées"),
}


@dataclass(frozen=True)
class DayResult:
    """What was done, or would be."""

    #: Name of a term -> how many things were deleted.
    things: dict[str, int]
    #: Persons newly put on the officer's list.
    listed: int
    #: Persons who are asked whether they want to stay.
    asked: int
    #: Persons who are not asked, and whose last delay begins.
    passed: int
    erased: int

    def as_json(self) -> dict[str, Any]:
        """Return the shape that `relais retention run` promises."""
        return asdict(self)

    def figures(self) -> dict[str, int]:
        """Return all of it by name."""
        return self.things | {"listed": self.listed, "asked": self.asked, "passed": self.passed, "erased": self.erased}


def run(opened: Installation) -> DayResult:
    """Do everything that is due today."""
    things = {step.term.name: step.do(opened, moment) for step, moment in _moments(opened)}
    living = _ties(opened)
    planned = _plan(opened, living)
    erased = inactive_people.carry_out(opened, planned, living)
    with opened.database.transaction() as session:
        heartbeats.beat(session, heartbeats.RETENTION, opened.clock.epoch())
    return DayResult(things, len(planned.new), len(planned.asked), len(planned.passed), erased)


def alerts(outcome: DayResult) -> list[Remark]:
    """Return what a person must know of the day: who came onto the list of the silent, and who was erased."""
    found = []
    if outcome.listed:
        sentence = ngettext(
            "{n} personne n’a pas donné signe depuis trop longtemps.",
            "{n} personnes n’ont pas donné signe depuis trop longtemps.",
            outcome.listed,
        )
        silent = Call.SILENT if outcome.listed == 1 else Call.SILENT_SEVERAL
        found.append(Remark(sentence.format(n=outcome.listed), silent))
    if outcome.erased:
        sentence = ngettext(
            "{n} personne dont nous étions sans nouvelles a été effacée aujourd’hui.",
            "{n} personnes dont nous étions sans nouvelles ont été effacées aujourd’hui.",
            outcome.erased,
        )
        found.append(Remark(sentence.format(n=outcome.erased)))
    return found


def rehearse(opened: Installation) -> DayResult:
    """Return what `run` would do now."""
    things = {step.term.name: step.due(opened, moment) for step, moment in _moments(opened)}
    planned = _plan(opened, _ties(opened))
    return DayResult(things, len(planned.new), len(planned.asked), len(planned.passed), len(planned.erased))


def everybody(opened: Installation) -> tuple[Lapsing, ...]:
    """Return everybody who has given no sign for too long."""
    ties = _ties(opened)
    with opened.database.reading() as session:
        return tuple(inactivity.everybody(session, clock.today(opened.clock), ties))


def _plan(opened: Installation, living: Ties) -> inactive_people.InactivityPlan:
    with opened.database.reading() as session:
        return inactive_people.plan(session, clock.today(opened.clock), living)


def _moments(opened: Installation) -> list[tuple[expiring_records.Step, datetime]]:
    today = clock.today(opened.clock)
    with opened.database.reading() as session:
        return [(step, expiring_records.before(session, step.term, today)) for step in expiring_records.STEPS]


def _ties(opened: Installation) -> Ties:
    """Return who is designated by the convention."""
    with opened.database.reading() as session:
        return Ties(designations.keys(session, clock.today(opened.clock)))
