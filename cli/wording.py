"""The French words for what the machine names in English: kinds of items and their states."""

from __future__ import annotations

from campaigns.editorial.models import ItemState, ItemType
from runtime.language import N_, _

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
