"""A nomination: somebody is in charge on every day, and whoever leaves is followed by somebody else."""

from __future__ import annotations

from datetime import date

from campaigns.editorial import event_times
from campaigns.partnership.statuses import phrases
from campaigns.partnership.statuses.cases import Case, days
from campaigns.partnership.statuses.status import Judgement, Status
from runtime.language import _

#: Days that a beginning or a change of person may take when the convention says nothing.
GRACE = 31


def judge(case: Case) -> Judgement:
    """Look for the days on which nobody was in charge."""
    if not case.proofs:
        if case.closed:
            return Judgement(Status.NOT_KEPT, _("Personne n’a été désigné pendant la période."))
        return Judgement(Status.UPCOMING, _("Personne n’est encore désigné.") + phrases.by(case))
    first = max(case.proofs[0].on, case.period.first_day)
    reason = _("Désignation en vigueur depuis le {day}.").format(day=event_times.day(first))
    holes = _holes(case)
    if not holes:
        return Judgement(Status.KEPT, reason)
    spans = phrases.enumerated(phrases.span(begin, end) for begin, end in holes)
    since = _("Première désignation le {day}.").format(day=event_times.day(first))
    return Judgement(Status.PARTLY, since + " " + _("Personne n’était désigné {spans}.").format(spans=spans))


def _holes(case: Case) -> list[tuple[date, date]]:
    """Return the spans without anybody, until the day of the look, that are longer than a change takes."""
    holes, free = [], case.period.first_day
    for proof in case.proofs:
        holes.append((free, proof.on - days(1)))
        free = max(free, (proof.until or case.day) + days(1))
    holes.append((free, case.day))
    grace = case.commitment.every_days or GRACE
    return [(first, last) for first, last in holes if (last - first).days + 1 > grace]
