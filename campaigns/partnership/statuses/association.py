"""Association on occasion: whenever there is something to share, the other partner is invited.

An invitation is enough, whatever its answer: the one who invited has kept the promise.
"""

from __future__ import annotations

from campaigns.partnership.statuses import phrases
from campaigns.partnership.statuses.cases import Case
from campaigns.partnership.statuses.status import Judgement, Status
from runtime.language import _, ngettext


def judge(case: Case) -> Judgement:
    """Compare the occasions with the invitations; without either there was nothing to keep."""
    if not case.calls and not case.proofs:
        if case.closed:
            return Judgement(Status.NOT_APPLICABLE, _("Aucune occasion ne s’est présentée pendant la période."))
        return Judgement(Status.UPCOMING, _("Aucune occasion ne s’est encore présentée.") + phrases.announced(case))
    invited = len({proof.subject for proof in case.proofs})
    missing = _uninvited(case)
    said = ngettext("{many} invitation", "{many} invitations", invited).format(many=invited)
    if case.calls:
        pour = ngettext("pour {many} occasion", "pour {many} occasions", len(case.calls))
        said = f"{said} {pour.format(many=len(case.calls))}"
    if not missing:
        return Judgement(Status.KEPT, said + ".")
    names = phrases.enumerated(missing)
    reason = _("{said}. Sans invitation : {names}.").format(said=said, names=names)
    return Judgement(Status.PARTLY if invited else Status.NOT_KEPT, reason)


def _uninvited(case: Case) -> list[str]:
    """Return the names of the occasions without an invitation; one that names no occasion serves the oldest."""
    named = {proof.subject for proof in case.proofs}
    spare = len(named - {call.subject for call in case.calls})
    missing = [call.name for call in case.calls if call.subject not in named]
    return missing[spare:]
