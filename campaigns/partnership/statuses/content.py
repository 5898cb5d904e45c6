"""Recurrent content: something that each issue, or what follows each meeting, must carry."""

from __future__ import annotations

from campaigns.partnership.statuses import phrases
from campaigns.partnership.statuses.cases import Call, Case, days
from campaigns.partnership.statuses.status import Judgement, Status
from runtime.language import N_, _, ngettext


def judge(case: Case) -> Judgement:
    """Compare what called for it with what was published; without a rhythm one publication is enough."""
    if case.commitment.rhythm in _LACKING:
        return _by_calls(case) if case.calls else _uncalled(case)
    return _published(case) if case.proofs else _nothing(case, _("Rien n’a encore été relevé."))


#: Rhythms of which every occasion counts, and how its lack is said.
_LACKING = {"issue": N_("Manque : {names}."), "occasion": N_("Rien n’a suivi : {names}.")}


def _by_calls(case: Case) -> Judgement:
    missing = [call for call in case.calls if not _answered(case, call)]
    waiting = [call for call in missing if not _is_due(case, call)]
    due = [call for call in missing if call not in waiting]
    answered = len(case.calls) - len(missing)
    if not answered and not due:
        names = phrases.enumerated(call.name for call in waiting)
        return Judgement(Status.UPCOMING, _("Attendu après {names}.").format(names=names) + phrases.announced(case))
    said = _counted(case, answered, len(case.calls) - len(waiting))
    if not due:
        return Judgement(Status.KEPT, said)
    names = phrases.enumerated(call.name for call in due)
    lacking = said + " " + _(_LACKING[case.commitment.rhythm]).format(names=names)
    return Judgement(Status.PARTLY if answered else Status.NOT_KEPT, lacking)


def _answered(case: Case, call: Call) -> bool:
    if case.commitment.rhythm == "occasion":  # what was found there is published later, and elsewhere
        return any(proof.on >= call.on for proof in case.proofs)
    return any(proof.subject == call.subject for proof in case.proofs)


def _is_due(case: Case, call: Call) -> bool:
    """Whether it should be there by now: an issue carries it, a meeting is followed by it within some days."""
    if case.commitment.rhythm != "occasion" or case.closed:
        return True
    return case.day > call.on + days(case.commitment.every_days)


def _counted(case: Case, answered: int, called: int) -> str:
    if case.commitment.rhythm == "occasion":
        said = ngettext("{many} publication, ", "{many} publications, ", len(case.proofs))
        meetings = ngettext("pour {many} réunion d’échange.", "pour {many} réunions d’échange.", called)
        return said.format(many=len(case.proofs)) + meetings.format(many=called)
    said = ngettext("Dans {done} numéro sur {many}.", "Dans {done} numéros sur {many}.", answered)
    return said.format(done=answered, many=called)


def _uncalled(case: Case) -> Judgement:
    if case.proofs:
        return _published(case)
    if case.commitment.rhythm == "occasion":
        if case.closed:
            reason = _("Aucune réunion d’échange n’a eu lieu : il n’y avait rien à publier.")
            return Judgement(Status.NOT_APPLICABLE, reason)
        reason = _("Attendu après la réunion d’échange, qui n’a pas encore eu lieu.")
        return Judgement(Status.UPCOMING, reason + phrases.announced(case))
    if case.closed:
        return Judgement(Status.NOT_KEPT, _("Aucun numéro n’est parti pendant la période."))
    return Judgement(Status.UPCOMING, _("Aucun numéro n’est encore parti.") + phrases.by(case))


def _published(case: Case) -> Judgement:
    many = len({proof.subject for proof in case.proofs})
    said = ngettext("{many} fois : {days}.", "{many} fois : {days}.", many)
    return Judgement(Status.KEPT, said.format(many=many, days=phrases.dated(case.proofs)))


def _nothing(case: Case, sentence: str) -> Judgement:
    if case.closed:
        return Judgement(Status.NOT_KEPT, _("Rien n’a été relevé pendant la période."))
    return Judgement(Status.UPCOMING, sentence + phrases.by(case))
