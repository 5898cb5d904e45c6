"""A yearly event: it takes place once in the period, with all that belongs to it."""

from __future__ import annotations

from campaigns.partnership.statuses import cases, phrases
from campaigns.partnership.statuses.cases import Case
from campaigns.partnership.statuses.status import Judgement, Status
from runtime.language import _


def judge(case: Case) -> Judgement:
    """Look whether it took place, and whether all that belongs to it is there."""
    if not case.proofs:
        return _nothing(case)
    # That somebody was designated for it belongs to it, but is not when it took place.
    held = [one for one in case.proofs if not one.act.startswith(cases.LASTING)]
    done = _("Fait {days}.").format(days=phrases.dated(held)) if held else _("Pas encore fait.")
    lacking = [act for act, proofs in zip(case.commitment.needs, case.strands, strict=False) if not proofs]
    if lacking:
        names = phrases.enumerated(phrases.act(act) for act in lacking)
        if case.closed:
            return Judgement(Status.PARTLY, done + " " + _("Manque : {names}.").format(names=names))
        return Judgement(Status.UPCOMING, done + " " + _("Reste : {names}.").format(names=names) + phrases.by(case))
    return Judgement(Status.KEPT, done)


def _nothing(case: Case) -> Judgement:
    if not case.closed:
        return Judgement(Status.UPCOMING, _("Pas encore fait.") + phrases.by(case))
    if case.commitment.optional:
        return Judgement(Status.NOT_APPLICABLE, _("C’est une faculté, dont les partenaires n’ont pas usé."))
    return Judgement(Status.NOT_KEPT, _("Rien n’a eu lieu pendant la période."))
