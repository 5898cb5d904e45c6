"""Cancelling, with an answer that tells the truth: what left, what was stopped, what nobody can know yet.

The answer comes out of the transaction that stops the letters, or where somebody was faster, out of the ledger.
"""

from __future__ import annotations

from collections.abc import Iterator

from campaigns import errors
from campaigns.acting import campaign_views, steering
from campaigns.acting.departing.figures import Share
from campaigns.post import states
from campaigns.post.states import CampaignState, DeliveryState
from runtime.installation import Installation
from runtime.language import N_, _, grouped, ngettext

#: The server took the letter, whatever became of it later.
LEFT = (*states.REACHED, DeliveryState.BOUNCED)
#: What is said of the others, where there are any.
_REST = (
    ((DeliveryState.BOUNCED,), N_("{n} est partie et revenue"), N_("{n} sont parties et revenues")),
    ((DeliveryState.CANCELLED,), N_("{n} est arrêtée"), N_("{n} sont arrêtées")),
    ((DeliveryState.UNCERTAIN,), N_("{n} est peut-être partie"), N_("{n} sont peut-être parties")),
    ((DeliveryState.REFUSED,), N_("{n} a été refusée"), N_("{n} ont été refusées")),
    (
        (DeliveryState.EXCLUDED, DeliveryState.EXPIRED),
        N_("{n} n’était plus à envoyer"), N_("{n} n’étaient plus à envoyer"),
    ),
    (
        (DeliveryState.HANDING_OVER,),
        N_("{n} est entre les mains du serveur, et son sort s’affichera ici"),
        N_("{n} sont entre les mains du serveur, et leur sort s’affichera ici"),
    ),
)  # fmt: skip


def cancel(opened: Installation, campaign_id: int, actor: str) -> str:
    """Stop what has not left; return in one or two sentences what became of it.

    Raises:
        errors.UnknownCampaign.
    """
    try:
        standing = steering.cancel(opened, campaign_id, actor)
    except errors.WrongMoment:
        standing = campaign_views.look(opened, campaign_id)
        known = Share(standing.counts)
        if standing.state is CampaignState.CANCELLED:
            return _("Cet envoi était déjà annulé.") + " " + sentence(known)
        return _("Trop tard pour annuler : l’envoi était terminé.") + " " + sentence(known)
    return _("Envoi annulé.") + " " + sentence(Share(standing.counts))


def sentence(share: Share) -> str:
    """Say what became of the letters of a departure that is over: so many left, so many were stopped."""
    if not share.of((*LEFT, DeliveryState.UNCERTAIN, DeliveryState.HANDING_OVER)):
        return _("Rien n’est parti.")
    left = share.accepted
    said = ngettext("{n} lettre est partie", "{n} lettres sont parties", left).format(n=grouped(left))
    return ", ".join([said if left else _("Aucune lettre n’est partie à coup sûr"), *_rest(share)]) + "."


def _rest(share: Share) -> Iterator[str]:
    for kinds, one, several in _REST:
        if many := share.of(kinds):
            yield ngettext(one, several, many).format(n=grouped(many))
