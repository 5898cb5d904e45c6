"""Recurrent transmission: what arrives is passed on within so many days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from campaigns.partnership.statuses import phrases
from campaigns.partnership.statuses.cases import Call, Case, days
from campaigns.partnership.statuses.status import Judgement, Status
from runtime.language import _, ngettext


def judge(case: Case) -> Judgement:
    """Look for the first transmission after each arrival, and whether it came in time."""
    if not case.calls:
        return _uncalled(case)
    counted = _count(case)
    if not counted.total:
        return _waiting(case)
    reason = _said(case, counted)
    if counted.missing == counted.total:
        return Judgement(Status.NOT_KEPT, reason)
    return Judgement(Status.PARTLY if counted.late or counted.missing else Status.KEPT, reason)


@dataclass(frozen=True)
class _Counted:
    """What became of the arrivals; those that may still wait are in none of these."""

    in_time: int
    late: int
    missing: int

    @property
    def total(self) -> int:
        """All of which something can be said."""
        return self.in_time + self.late + self.missing


def _count(case: Case) -> _Counted:
    pairs = [(_last_day(case, call), _passed_on(case, call)) for call in case.calls]
    return _Counted(
        in_time=sum(on is not None and on <= last for last, on in pairs),
        late=sum(on is not None and on > last for last, on in pairs),
        missing=sum(
            on is None and (case.day > last or (case.closed and not case.commitment.every_days)) for last, on in pairs
        ),
    )


def _passed_on(case: Case, call: Call) -> date | None:
    return next((proof.on for proof in case.proofs if proof.on >= call.on), None)


def _last_day(case: Case, call: Call) -> date:
    """Return the last day on which it is passed on in time; without a rhythm that of the period."""
    within = case.commitment.every_days
    return call.on + days(within) if within else case.period.deadline


def _said(case: Case, counted: _Counted) -> str:
    many, total = len(case.proofs), counted.total
    said = [
        ngettext("{many} transmission,", "{many} transmissions,", many).format(many=many),
        ngettext("pour {many} nouvelle signataire.", "pour {many} nouvelles signataires.", total).format(many=total),
    ]
    if counted.late:
        one, more = _("{many} l’a été après {within} jours."), _("{many} l’ont été après {within} jours.")
        said.append((one if counted.late < 2 else more).format(many=counted.late, within=case.commitment.every_days))
    if counted.missing:
        one, more = _("{many} attend toujours."), _("{many} attendent toujours.")
        said.append((one if counted.missing < 2 else more).format(many=counted.missing))
    return " ".join(said)


def _waiting(case: Case) -> Judgement:
    if case.closed:
        return Judgement(Status.NOT_APPLICABLE, _("Ce qui est arrivé peut encore être transmis dans le délai."))
    reason = _("Ce qui est arrivé peut encore être transmis dans le délai.")
    return Judgement(Status.UPCOMING, reason + phrases.announced(case))


def _uncalled(case: Case) -> Judgement:
    if case.proofs:
        many = len(case.proofs)
        said = ngettext("{many} transmission : {days}.", "{many} transmissions : {days}.", many)
        return Judgement(Status.KEPT, said.format(many=many, days=phrases.dated(case.proofs)))
    if case.closed:
        return Judgement(Status.NOT_APPLICABLE, _("Aucune nouvelle signataire : il n’y avait rien à transmettre."))
    return Judgement(Status.UPCOMING, _("Aucune nouvelle signataire pour le moment.") + phrases.announced(case))
