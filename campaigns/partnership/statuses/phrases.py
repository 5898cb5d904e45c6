"""Pieces of the sentences that give a reason: days, spans, enumerations, and what an act is called."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from campaigns.editorial import event_times
from campaigns.partnership.statuses.cases import Case, Proof
from runtime.language import N_, _, ngettext

#: How many names a sentence bears; the rest is counted.
_NAMES = 4
#: What is missing, with its article, by the beginning of the act.
_ACTS = {
    "meeting:exchange": N_("une réunion d’échange"),
    "meeting:steering": N_("une réunion du comité de pilotage"),
    "meeting:": N_("une réunion annuelle"),
    "designation:": N_("une personne désignée"),
    "special": N_("un numéro spécial cosigné"),
    "practice": N_("une bonne pratique publiée"),
    "link:": N_("un lien vérifié"),
    "document:": N_("un document en ligne"),
    "content:": N_("un article dans la lettre"),
    "transmission": N_("une transmission"),
    "audience:": N_("un envoi"),
    "block:": N_("un encadré dans la lettre"),
    "association:": N_("une invitation"),
    "amendment": N_("un avenant"),
}


def act(name: str) -> str:
    """Say an act as something that is there or missing: « une réunion d’échange »."""
    return next((_(said) for begin, said in _ACTS.items() if name.startswith(begin)), _("une preuve"))


def joined(names: Sequence[str], others: int = 0) -> str:
    """Join names as a sentence does; `others` are counted behind them."""
    said = list(names)
    if others > 0:
        said.append(ngettext("{many} autre", "{many} autres", others).format(many=others))
    if len(said) < 2:
        return "".join(said)
    return _("{first} et {last}").format(first=", ".join(said[:-1]), last=said[-1])


def enumerated(names: Iterable[str]) -> str:
    """Join names, a few of them: « le numéro 3, le numéro 4 et 2 autres »."""
    said = list(names)
    shown = said if len(said) <= _NAMES else said[: _NAMES - 1]
    return joined(shown, len(said) - len(shown))


def span(first: date, last: date) -> str:
    """Say a span of days: « du 1er avril 2010 au 15 juin 2010 »."""
    return _("du {first} au {last}").format(first=event_times.day(first), last=event_times.day(last))


def dated(proofs: Iterable[Proof]) -> str:
    """Say the days on which something was done, each once: « le 3 mars 2010 et le 5 mai 2010 »."""
    return enumerated(_("le {day}").format(day=event_times.day(on)) for on in sorted({one.on for one in proofs}))


def announced(case: Case) -> str:
    """Say what is already planned, as a sentence that follows another one; empty without any."""
    if not case.planned:
        return ""
    return " " + _("Prévu {days}.").format(days=dated(case.planned))


def by(case: Case) -> str:
    """Say until when it can still be kept, as a sentence that follows another one."""
    return " " + _("À faire d’ici au {day}.").format(day=event_times.day(case.period.deadline)) + announced(case)
