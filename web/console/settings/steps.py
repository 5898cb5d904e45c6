"""The steps of the first run, which are pages of the settings too: their order, and where each leads on to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from fastapi import Request
from fastapi.responses import RedirectResponse

from campaigns.acting.getting_started import Step
from runtime.language import N_, _
from web.console import pages
from web.console.settings import chosen

#: What an address says while it is a step of the first run.
FIRST = "premiere"
_END = "/articles/nouveau"


@dataclass(frozen=True)
class Stop:
    """One page of the settings."""

    step: Step
    path: str
    title: str
    #: What « Accueil » says while it waits.
    waiting: str
    #: Whether it may be left for later in the first run.
    may_wait: bool = False


STOPS = (
    Stop(Step.ORGANISATION, "/reglages/organisation", N_("Nom et mentions"), N_("Dites qui publie votre lettre")),
    Stop(Step.SENDER, "/reglages/expediteur", N_("L’expéditeur"), N_("Choisissez l’expéditeur de votre lettre")),
    Stop(
        Step.MAIL_SERVER, "/reglages/serveur", N_("Le serveur d’envoi"),
        N_("Indiquez le serveur d’envoi : sans lui, aucune lettre ne part"), may_wait=True,
    ),
    Stop(
        Step.MAILBOX, "/reglages/retours", N_("La boîte de retour"),
        N_("Indiquez la boîte où reviennent les adresses refusées"), may_wait=True,
    ),
    Stop(
        Step.LOOK, "/reglages/couleurs", N_("Les couleurs et le logo"), N_("Choisissez vos couleurs et votre logo"),
        may_wait=True,
    ),
)  # fmt: skip
#: The account comes before them.
MANY = len(STOPS) + 1


def stop(step: Step) -> Stop:
    """Return the page where a step is taken; the address of the pages is set beside the mail server."""
    return next(one for one in STOPS if one.step is (Step.MAIL_SERVER if step is Step.BASE_URL else step))


def shown(request: Request, step: Step, way: list[tuple[str, str]] | None = None) -> dict[str, Any]:
    """Return what a page of a step needs to draw its frame; `way` leads to it from the settings."""
    this = stop(step)
    return {
        "stop": this,
        "title": _(this.title),
        "many": MANY,
        "number": STOPS.index(this) + 2 if FIRST in request.query_params else 0,
        "after": after(request, step),
        "back": back(request),
        "way": way or [],
    }


def after(request: Request, step: Step) -> str:
    """Return the page that follows a step: the next one in the first run, the settings otherwise."""
    if FIRST not in request.query_params:
        return back(request)
    place = STOPS.index(stop(step)) + 1
    return f"{STOPS[place].path}?{FIRST}=1" if place < len(STOPS) else _END


def back(request: Request) -> str:
    """Return where a page of the settings leads back to: its letter, if the address names one."""
    asked = request.query_params.get(chosen.LETTER)
    return f"{chosen.PATH}/{asked}" if asked else "/reglages"


def on(request: Request, step: Step) -> RedirectResponse:
    """Lead on from a step that is done."""
    return pages.then(request, after(request, step), _("C’est enregistré."))
