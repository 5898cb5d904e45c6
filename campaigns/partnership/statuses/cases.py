"""What a handler is given: a commitment, what was done, what called for it, the period, and the day of the look.

Owns the shapes only: a commitment of a stored convention and a piece of evidence have these fields, and more.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol


class Commitment(Protocol):
    """What of a commitment decides its status."""

    @property
    def kind(self) -> str: ...  # noqa: D102 -- `content`, `transmission`, `state`, `event`, `association`, `nomination`
    @property
    def rhythm(self) -> str: ...  # noqa: D102 -- `issue`, `occasion`, `once`, `permanent`, `period` or `yearly`
    @property
    def every_days(self) -> int: ...  # noqa: D102 -- zero: no such limit
    @property
    def needs(self) -> tuple[str, ...]: ...  # noqa: D102 -- acts that must all be there; empty: any one will do
    @property
    def optional(self) -> bool: ...  # noqa: D102 -- a faculty: leaving it unused breaks nothing


class Proof(Protocol):
    """What of a piece of evidence decides."""

    @property
    def act(self) -> str: ...  # noqa: D102 -- such as `meeting:exchange`
    @property
    def on(self) -> date: ...  # noqa: D102 -- the day, or the first day of what lasts
    @property
    def until(self) -> date | None: ...  # noqa: D102 -- the last day of what lasts, when one is known
    @property
    def subject(self) -> str: ...  # noqa: D102 -- what it is about, such as `issue:3`


@dataclass(frozen=True)
class Call:
    """Something that called for the commitment: an issue that left, a meeting that was held, a company that signed."""

    on: date
    #: As in the evidence, such as `issue:3`.
    subject: str
    #: How it is named to people, with its article: « le numéro 3 ».
    name: str


@dataclass(frozen=True)
class Period:
    """The days that are looked at, both included, and the last day of the convention."""

    first_day: date
    last_day: date
    #: From this day on nothing can be « à venir » any more.
    deadline: date


@dataclass(frozen=True)
class Case:
    """All that a handler may look at; `proofs` and `calls` are those of the period, until the day, oldest first."""

    commitment: Commitment
    proofs: tuple[Proof, ...]
    #: What is announced for a later day: it proves nothing yet.
    planned: tuple[Proof, ...]
    calls: tuple[Call, ...]
    period: Period
    #: The day of the look, the last day of the period at most.
    day: date

    @property
    def closed(self) -> bool:
        """Whether nothing can be « à venir » any more: the last day of the convention itself closes."""
        return self.day >= self.period.deadline

    @property
    def strands(self) -> tuple[tuple[Proof, ...], ...]:
        """The proofs of each act that is needed; all of them together when any one will do."""
        if not self.commitment.needs:
            return (self.proofs,)
        return tuple(tuple(one for one in self.proofs if one.act == act) for act in self.commitment.needs)


def case(commitment: Commitment, proofs: Iterable[Proof], calls: Iterable[Call], period: Period, day: date) -> Case:
    """Sort what is known into what counts on that day and what is announced; other periods are left out."""
    until = min(day, period.last_day)
    mine = sorted((one for one in proofs if _touches(one, period)), key=lambda one: (one.on, one.act, one.subject))
    return Case(
        commitment=commitment,
        proofs=tuple(one for one in mine if one.on <= until),
        planned=tuple(one for one in mine if until < one.on <= period.last_day),
        calls=tuple(
            sorted((one for one in calls if period.first_day <= one.on <= until), key=lambda one: (one.on, one.subject))
        ),
        period=period,
        day=until,
    )


def _touches(proof: Proof, period: Period) -> bool:
    """Whether it falls into the period; what lasts may have begun before."""
    lasting = proof.until or (proof.on if not proof.act.startswith(LASTING) else period.last_day)
    return proof.on <= period.last_day and lasting >= period.first_day


#: Acts that last until something else is said.
LASTING = "designation:"


def days(many: int) -> timedelta:
    """Return so many days."""
    return timedelta(days=many)
