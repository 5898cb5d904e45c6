"""What waits for the officer, each with the page where it is done: the order is that of « Accueil »."""

from __future__ import annotations

from dataclasses import dataclass

from campaigns.acting import getting_started
from campaigns.acting.getting_started import Step
from runtime.installation import Installation
from runtime.language import N_, _
from web.console.settings import steps

_BASE_URL = N_("Donnez l’adresse publique de Relais : sans elle, personne ne peut se désinscrire")


@dataclass(frozen=True)
class Waiting:
    """One thing that waits."""

    sentence: str
    path: str


def listed(opened: Installation) -> list[Waiting]:
    """Return what waits, the most pressing first."""
    return [_setup(step) for step in getting_started.missing(opened)]


def _setup(step: Step) -> Waiting:
    stop = steps.stop(step)
    return Waiting(_(_BASE_URL if step is Step.BASE_URL else stop.waiting), stop.path)
