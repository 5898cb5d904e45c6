"""What the convention asks of a letter: to serve the clauses of each issue, and to name no partnership that is over."""

from __future__ import annotations

from collections.abc import Iterator

from campaigns.checking.drafts import Draft
from campaigns.checking.findings import Seen
from campaigns.checking.rules.rule import Basis, blocks, warns
from campaigns.editorial import event_times
from campaigns.partnership.conventions import Commitment
from campaigns.partnership.conventions.values import AfterEnd, Guard
from runtime.language import _, ngettext

#: The e-mail of which a convention speaks.
_NEWSLETTER = "newsletter"


def advised(draft: Draft) -> Iterator[Seen]:
    """Each newsletter serves the clauses that ask for it, where the partners chose to be warned."""
    return _unserved(draft, Guard.WARN)


def required(draft: Draft) -> Iterator[Seen]:
    """The same, where the partners chose that such an issue needs a written reason."""
    return _unserved(draft, Guard.REFUSE)


def over(draft: Draft) -> Iterator[Seen]:
    """Nobody is shown as the partner of a convention that is over, where the partners chose that this blocks."""
    ended = draft.agreement.ended
    if ended is None or ended.rules.after_end is not AfterEnd.BLOCK:
        return
    named = [one.name for one in draft.snapshot.partners if one.code and ended.partner(one.code)]
    if named:
        message = _(
            "« {title} » est échue depuis le {day}, et aucun avenant ne la renouvelle : la lettre ne peut plus nommer "
            "ses partenaires ({names}). Enregistrez l’avenant s’il est signé."
        )
        day = event_times.day(ended.last_day)
        yield Seen(message.format(title=ended.title, day=day, names=", ".join(named)))


def _unserved(draft: Draft, guard: Guard) -> Iterator[Seen]:
    convention = draft.agreement.convention
    if convention is None or convention.rules.guard is not guard or draft.snapshot.template.name != _NEWSLETTER:
        return
    for clause in draft.agreement.clauses if draft.snapshot.sections else ():
        serving = {item.id for item in draft.snapshot.items if item.type in clause.content}
        if not serving:
            message = _("Aucun article ne répond à l’engagement {id} : « {text} ».")
            yield Seen(message.format(id=clause.id, text=clause.text) + _proposed(draft, clause))
            continue
        without = sum(variant.readers for variant in draft.variants if serving.isdisjoint(variant.items))
        if without:
            yield Seen(_for_some(draft, clause, without) + _proposed(draft, clause))


def _for_some(draft: Draft, clause: Commitment, without: int) -> str:
    message = ngettext(
        "{n} lecteur sur {all} ne reçoit aucun article qui réponde à l’engagement {id} : « {text} ». Ces articles sont "
        "réservés à d’autres : placez-en un qui soit pour tous.",
        "{n} lecteurs sur {all} ne reçoivent aucun article qui réponde à l’engagement {id} : « {text} ». Ces articles "
        "sont réservés à d’autres : placez-en un qui soit pour tous.",
        without,
    )
    everybody = sum(one.readers for one in draft.variants)
    return message.format(n=without, all=everybody, id=clause.id, text=clause.text)


def _proposed(draft: Draft, clause: Commitment) -> str:
    found = draft.agreement.proposal(clause.id)
    if found is None:
        return ""
    return " " + _("Le plus ancien en attente : « {title} » (n° {id}).").format(title=found.title, id=found.id)


RULES = (
    blocks("convention_ended", over),
    blocks("no_partner_item", required, Basis.PEOPLE),
    warns("partner_silent", advised, Basis.PEOPLE),
)
