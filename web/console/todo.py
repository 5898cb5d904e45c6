"""What waits for the officer, each with the page where it is done: the order is that of « Accueil »."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from accounts.roles import Role
from accounts.visitors import Visitor
from campaigns.acting import getting_started, issue_desk
from campaigns.acting.getting_started import Step
from campaigns.checking import item_listing
from campaigns.checking.item_listing import Stage
from campaigns.partnership.meetings import due
from campaigns.partnership.proposals import views as proposals
from runtime.installation import Installation
from runtime.language import N_, _, ngettext
from web.console.settings import steps

_BASE_URL = N_("Donnez l’adresse publique de Relais : sans elle, personne ne peut se désinscrire")


_STAGES = (
    (Stage.LACKING, N_("Compléter {n} article"), N_("Compléter {n} articles")),
    (Stage.DRAFT, N_("Finir {n} brouillon"), N_("Finir {n} brouillons")),
)


@dataclass(frozen=True)
class Waiting:
    """One thing that waits."""

    sentence: str
    path: str


def listed(opened: Installation, visitor: Visitor) -> list[Waiting]:
    """Return what waits for somebody, the most pressing first: what they may do."""
    setup = getting_started.missing(opened) if visitor.may(Role.ADMINISTER) else ()
    writing = (*_proposed(opened), *_meeting(opened), *_writing(opened)) if visitor.may(Role.WRITE) else ()
    return [*_composing(opened, visitor), *map(_setup, setup), *writing]


def _composing(opened: Installation, visitor: Visitor) -> Iterator[Waiting]:
    """Yield the issues that are being composed, the newest first."""
    for one in issue_desk.listed(opened):
        if one.kind == "draft" and visitor.may(Role.WRITE, one.publication_id):
            words = _("Reprendre le numéro {number} : « {title} »") if one.number else _("Reprendre « {title} »")
            yield Waiting(words.format(number=one.number, title=one.title), f"/numeros/{one.id}")


def _proposed(opened: Installation) -> Iterator[Waiting]:
    """Yield that contributors wait for an answer."""
    if many := proposals.waiting(opened):
        words = ngettext("Répondre à {n} proposition", "Répondre à {n} propositions", many)
        yield Waiting(words.format(n=many), "/convention/propositions?etat=a-relire")


def _meeting(opened: Installation) -> Iterator[Waiting]:
    """Yield what the meetings of a convention ask for now."""
    for one in due.today(opened):
        if one.is_now:
            where = f"/{one.meeting}" if one.meeting else f"/nouvelle?genre={one.kind}"
            yield Waiting(one.sentence, f"/convention/rencontres{where}")


def _writing(opened: Installation) -> Iterator[Waiting]:
    """Yield how many articles lack something."""
    counts = item_listing.listed(opened).counts
    for stage, one, several in _STAGES:
        if many := counts.get(stage, 0):
            yield Waiting(ngettext(one, several, many).format(n=many), f"/articles?etat={stage.value}")


def _setup(step: Step) -> Waiting:
    stop = steps.stop(step)
    return Waiting(_(_BASE_URL if step is Step.BASE_URL else stop.waiting), stop.path)
