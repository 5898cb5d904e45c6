"""The French words for the English names in a person's file. Refuses to guess: other names are shown as they are."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from campaigns.acting.rights import register
from campaigns.editorial import event_times
from campaigns.partnership.designations import verbs as designations
from campaigns.partnership.proposals import proposal_states
from campaigns.post import labels, states
from lists import contact_roles, mailing_lists
from runtime.language import N_, _
from templates import catalogue

LABELS = {
    "act": N_("Acte"),
    "answer": N_("Réponse"),
    "answered": N_("Répondu le"),
    "attachments": N_("Pièces jointes"),
    "at": N_("Quand"),
    "attended": N_("Présence"),
    "basis": N_("Base légale"),
    "campaign": N_("Envoi"),
    "civility": N_("Civilité"),
    "closed_on": N_("Close le"),
    "collected_from": N_("Origine de l’adresse"),
    "collected_on": N_("Recueillie le"),
    "coming": N_("Réponse"),
    "comment": N_("Remarque"),
    "deputy": N_("Suppléance"),
    "designation": N_("Désignation"),
    "due_on": N_("À répondre avant le"),
    "email": N_("Adresse"),
    "ending": N_("Suite"),
    "event": N_("Ce qui s’est passé"),
    "evidence": N_("Preuve"),
    "fact": N_("Ce qui s’est passé"),
    "file": N_("Fichier d’où elle vient"),
    "first_day": N_("Du"),
    "first_name": N_("Prénom"),
    "function": N_("Fonction"),
    "included": N_("Choix"),
    "informed_on": N_("Informée le"),
    "kind": N_("Droit"),
    "invited": N_("Invitation envoyée"),
    "language": N_("Langue"),
    "last_day": N_("Au"),
    "last_name": N_("Nom"),
    "link": N_("Lien"),
    "list": N_("Liste"),
    "meeting": N_("Rencontre"),
    "message": N_("Message"),
    "name": N_("Nom"),
    "nature": N_("Nature de l’adresse"),
    "note": N_("Justification"),
    "organisation": N_("Organisation"),
    "our_answers": N_("Notre réponse"),
    "people": N_("Personnes"),
    "phone": N_("Téléphone"),
    "proof": N_("Preuve"),
    "proposal": N_("Proposition"),
    "purpose": N_("Finalité"),
    "reason": N_("Raison"),
    "received_on": N_("Reçue le"),
    "represented_by": N_("Représentation par"),
    "reminded": N_("Rappel"),
    "reply": N_("Réponse du serveur"),
    "role": N_("Rôle"),
    "segment": N_("Segment"),
    "sent": N_("Envoyé le"),
    "side": N_("Au titre de"),
    "since": N_("Depuis"),
    "source": N_("Origine"),
    "starts": N_("Date"),
    "standing": N_("Où elle en est"),
    "state": N_("État"),
    "subject": N_("Objet"),
    "title": N_("Titre"),
    "verdict": N_("Réponse"),
    "wording": N_("Texte accepté"),
    "words": N_("Texte"),
}
_STATES = {
    **{state.value: words for state, words in states.NAMES.items()},
    "subscribed": N_("inscription en cours"),
    "pending": N_("inscription à confirmer"),
    "left": N_("désinscription"),
}
_HAPPENINGS = {
    "received": N_("reçue par le serveur"),
    "refused": N_("refusée par le serveur"),
    "bounced": N_("revenue"),
    "delivered": N_("arrivée, selon le serveur"),
    "complained": N_("signalée comme indésirable"),
    "left": N_("désinscription"),
    "clicked": N_("lien suivi"),
    "opened": N_("lettre ouverte"),
    "replied": N_("réponse reçue"),
    "informed": N_("origine de l’adresse indiquée"),
    "subscribed": N_("inscription demandée"),
    "updated": N_("mise à jour ou signe de vie"),
}
_PURPOSES = {
    "newsletter": N_("recevoir la lettre"),
    "clicks": N_("suivi des clics"),
    "opens": N_("suivi des ouvertures"),
}
_VALUES: dict[str, Mapping[Any, str]] = {
    "answer": {"yes": N_("je viens"), "no": N_("je ne viens pas")},
    "attended": {True: N_("présente"), False: N_("absente")},
    "act": {"given": N_("accord"), "withdrawn": N_("retrait")},
    "basis": mailing_lists.BASIS_NAMES,
    "coming": {True: N_("je viens"), False: N_("je ne viens pas")},
    "deputy": {True: N_("suppléante ou suppléant"), False: N_("titulaire")},
    "designation": designations.ROLES,
    "ending": register.ENDINGS,
    "event": _HAPPENINGS,
    "fact": _HAPPENINGS,
    "included": {True: N_("ajoutée"), False: N_("retirée")},
    "kind": register.RIGHTS,
    "message": catalogue.EMAILS,
    "nature": contact_roles.NATURES,
    "purpose": _PURPOSES,
    "reason": labels.REASONS,
    "role": contact_roles.ROLES,
    "standing": proposal_states.NAMES,
    "state": _STATES,
    "verdict": {"approved": N_("validé"), "correction": N_("correction demandée"), "tacit": N_("sans réponse")},
}


def label(name: str) -> str:
    """Return the words for a name."""
    return _(LABELS[name])


def value(name: str, said: object) -> str:
    """Return a value as people read it: days in full, names in words, `None` as an empty text."""
    if said is None or said == "":
        return ""
    if name in _VALUES:
        words = _VALUES[name].get(said)
        return _(words) if words else str(said)
    if isinstance(said, datetime):
        return event_times.moment(said)
    if isinstance(said, tuple):
        return "\n".join(map(str, said))
    return event_times.day(said) if isinstance(said, date) else str(said)
