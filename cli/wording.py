"""The French words for what the machine names in English: kinds of items, reasons of refusal and exclusion."""

from __future__ import annotations

from campaigns.editorial.models import ItemState, ItemType
from runtime.language import N_, _

#: `mailer.verdicts.Reason`, `lists.kinds.Reason`, and the reasons of `lists.audiences`.
REASONS = {
    "objection": N_("opposition"),
    "unsubscribed": N_("désinscription"),
    "bounced": N_("adresse en échec"),
    "complained": N_("signalement comme indésirable"),
    "erased": N_("données effacées"),
    "unconfirmed": N_("abonnement non confirmé"),
    "left": N_("a quitté la liste"),
    "same_address": N_("adresse déjà comptée"),
    "userunknown": N_("adresse inconnue"),
    "hostunknown": N_("domaine inconnu"),
    "hasmoved": N_("destinataire parti ailleurs"),
    "notaccept": N_("n’accepte jamais de courrier"),
    "mailboxfull": N_("boîte pleine"),
    "suspended": N_("boîte fermée ou en sommeil"),
    "blocked": N_("notre serveur est bloqué"),
    "authfailure": N_("authentification (SPF, DKIM, DMARC)"),
    "policy": N_("règle du destinataire"),
    "spam": N_("pris pour du courrier indésirable"),
    "virus": N_("pris pour un virus"),
    "toobig": N_("lettre trop grosse"),
    "throttled": N_("trop d’envois à la fois"),
    "greylisted": N_("à représenter plus tard"),
    "networkerror": N_("destinataire injoignable"),
    "expired": N_("abandonné par le relais"),
    "systemerror": N_("panne chez le destinataire"),
    "protocol": N_("dialogue ou adresse non compris"),
    "complaint": N_("signalement comme indésirable"),
    "undefined": N_("raison inconnue"),
}


ITEM_TYPES = {
    ItemType.LOCAL_MISSION_ACTION: N_("action de mission locale"),
    ItemType.PARTNER_ACTION: N_("action de partenaire"),
    ItemType.GOOD_PRACTICE: N_("bonne pratique"),
    ItemType.NEW_SIGNATORIES: N_("nouveaux signataires"),
    ItemType.EVENT: N_("événement"),
    ItemType.AWARENESS_CAMPAIGN: N_("campagne de sensibilisation"),
    ItemType.LEGAL_NEWS: N_("actualité juridique"),
    ItemType.TESTIMONIAL: N_("témoignage"),
    ItemType.KEY_FIGURE: N_("chiffre"),
    ItemType.TOOL: N_("outil"),
    ItemType.EDITORIAL: N_("éditorial"),
    ItemType.CALL_FOR_CONTRIBUTIONS: N_("appel à contributions"),
}
ITEM_STATES = {ItemState.READY: N_("au marbre"), ItemState.PUBLISHED: N_("paru")}


def item_type(name: str) -> str:
    """Return the words for a type of item."""
    return _(ITEM_TYPES[ItemType(name)])


def item_state(name: str) -> str:
    """Return the words for the state of an item."""
    return _(ITEM_STATES[ItemState(name)])


def reason(name: str) -> str:
    """Return the words for a reason; a reason without words is shown as it is."""
    return _(REASONS[name]) if name in REASONS else name
