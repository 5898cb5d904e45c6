"""What waits for somebody, each with the page where it is done: the most pressing first, as « Accueil » shows it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from accounts.roles import Role
from accounts.visitors import Visitor
from campaigns.acting import getting_started
from campaigns.acting.agenda import aftermath
from campaigns.acting.agenda.current import Desk
from campaigns.acting.getting_started import Step
from campaigns.acting.replies import listing as replies
from campaigns.checking import item_listing
from campaigns.checking.item_listing import Stage
from campaigns.partnership.meetings import due
from campaigns.partnership.proposals import views as proposals
from runtime.installation import Installation
from runtime.language import N_, _, ngettext
from web.console.settings import steps

#: Things that wait on one page: more would be none.
MOST = 7
_BASE_URL = N_("Donnez l’adresse publique de Relais : sans elle, personne ne peut se désinscrire")
_STAGES = (
    (Stage.LACKING, N_("{n} article à compléter"), N_("{n} articles à compléter")),
    (Stage.DRAFT, N_("{n} brouillon à finir"), N_("{n} brouillons à finir")),
)


@dataclass(frozen=True)
class Waiting:
    """One thing that waits, and the gesture that does it."""

    sentence: str
    gesture: str
    path: str


def listed(opened: Installation, visitor: Visitor, desk: Desk) -> list[Waiting]:
    """Return what waits for somebody, the most pressing first: what they may do, seven things at most."""
    found: list[Waiting] = []
    if visitor.may(Role.WRITE):
        found += _approval(desk)
    found += _sent(opened, visitor)
    if visitor.may(Role.WRITE):
        found += [*_letters(opened), *_proposed(opened), *_meeting(opened)]
    if visitor.may(Role.ADMINISTER):
        found += map(_setup, getting_started.missing(opened))
    if visitor.may(Role.WRITE):
        found += _writing(opened)
    return found[:MOST]


def _approval(desk: Desk) -> Iterator[Waiting]:
    """Yield what the bon à tirer of the issue on the desk asks for."""
    one = desk.current
    if one is None:
        return
    called = (
        _("numéro {number}").format(number=one.number)
        if one.number
        else _("message « {title} »").format(title=one.title)
    )
    path = f"/numeros/{one.id}/bon-a-tirer"
    if one.correction_by:
        words = _("{name} demande une correction du {issue}").format(name=one.correction_by, issue=called)
        yield Waiting(words, _("Lire la correction demandée"), path)
    elif one.is_awaited:
        yield Waiting(
            _("Le bon à tirer du {issue} attend une réponse").format(issue=called), _("Voir qui répond"), path
        )


def _sent(opened: Installation, visitor: Visitor) -> Iterator[Waiting]:
    """Yield what the last departure left to do."""
    if not (visitor.may(Role.WRITE) or visitor.may(Role.SEND)):
        return
    left = aftermath.look(opened)
    if left and left.uncertain:
        words = ngettext("{n} lettre est peut-être partie", "{n} lettres sont peut-être parties", left.uncertain)
        yield Waiting(
            words.format(n=left.uncertain), _("Trancher"), f"/envois/{left.campaign_id}/a-verifier"
        )  # fmt: skip
    if left and left.failed:
        words = ngettext("{n} adresse a été refusée", "{n} adresses ont été refusées", left.failed)
        yield Waiting(
            words.format(n=left.failed), _("Corriger"), f"/envois/{left.campaign_id}/resultats?etat=non-recues"
        )


def _letters(opened: Installation) -> Iterator[Waiting]:
    """Yield that readers wrote."""
    if many := replies.unread(opened):
        words = ngettext("{n} réponse n’est pas lue", "{n} réponses ne sont pas lues", many).format(n=many)
        yield Waiting(words, _("Lire"), "/reponses")


def _proposed(opened: Installation) -> Iterator[Waiting]:
    """Yield that contributors wait for an answer."""
    if many := proposals.waiting(opened):
        words = ngettext("{n} proposition d’article attend", "{n} propositions d’articles attendent", many)
        yield Waiting(words.format(n=many), _("Répondre"), "/convention/propositions?etat=a-relire")


def _meeting(opened: Installation) -> Iterator[Waiting]:
    """Yield what the meetings of a convention ask for now."""
    for one in due.today(opened):
        if one.is_now:
            where = f"/{one.meeting}" if one.meeting else f"/nouvelle?genre={one.kind}"
            yield Waiting(one.sentence.rstrip("."), _("Ouvrir"), f"/convention/rencontres{where}")


def _writing(opened: Installation) -> Iterator[Waiting]:
    """Yield how many articles lack something."""
    counts = item_listing.listed(opened).counts
    for stage, one, several in _STAGES:
        if many := counts.get(stage, 0):
            words = ngettext(one, several, many).format(n=many)
            yield Waiting(words, _("Ouvrir"), f"/articles?etat={stage.value}")


def _setup(step: Step) -> Waiting:
    stop = steps.stop(step)
    return Waiting(_(_BASE_URL if step is Step.BASE_URL else stop.waiting), _("Régler"), stop.path)
