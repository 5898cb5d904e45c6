"""A permanent state, checked from time to time: it holds from check to check, as long as these are close enough."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from datetime import date

from campaigns.partnership.statuses import phrases
from campaigns.partnership.statuses.cases import Case, Proof, days
from campaigns.partnership.statuses.status import Judgement, Status
from runtime.language import _, ngettext


def judge(case: Case) -> Judgement:
    """Look for the times that no check covers."""
    lacking = [act for act, proofs in zip(case.commitment.needs, case.strands, strict=False) if not proofs]
    if not case.proofs:
        if case.closed:
            return Judgement(Status.NOT_KEPT, _("Rien ne l’a montré pendant la période."))
        return Judgement(Status.UPCOMING, _("Rien ne l’a encore montré.") + phrases.by(case))
    many = len({one.on for one in case.proofs})
    said = ngettext("Constaté {many} fois, {last}.", "Constaté {many} fois, la dernière {last}.", many)
    reason = said.format(many=many, last=phrases.dated(case.proofs[-1:]))
    if lacking:
        names = phrases.enumerated(phrases.act(act) for act in lacking)
        return Judgement(Status.PARTLY, reason + " " + _("Manque : {names}.").format(names=names))
    holes = sorted({hole for strand in case.strands for hole in _holes(case, strand)})
    if holes:
        spans = phrases.enumerated(phrases.span(first, last) for first, last in holes)
        return Judgement(Status.PARTLY, reason + " " + _("Sans constat {spans}.").format(spans=spans))
    return Judgement(Status.KEPT, reason)


def _holes(case: Case, proofs: Iterable[Proof]) -> list[tuple[date, date]]:
    """Return the spans between two checks, or between a check and an end of the period, that are too long."""
    within = case.commitment.every_days
    marks = [case.period.first_day, *(max(one.on, case.period.first_day) for one in proofs), case.day]
    pairs = itertools.pairwise(marks)
    return [(first, last) for first, last in pairs if within and last > first + days(within)]
