"""What the settings that acts name by a key are called: terms of retention, providers, what the console sets.

Refuses nothing: a key that is no longer known stays as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from campaigns.acting.retention import all_terms
from lists.retention import terms
from mailer import pacing
from runtime.language import N_, _

#: `runtime.stored_settings.NAMES`, as a sentence names them.
SETTINGS = {
    "smtp_url": N_("le serveur d’envoi"),
    "mailbox_url": N_("la boîte de retour"),
    "base_url": N_("l’adresse publique de Relais"),
}
_TERMS = {term.name: term for term in all_terms.TERMS}
_PROVIDERS = {group.name: group.title for group in pacing.GROUPS}


def of(act: str, details: Mapping[str, Any]) -> dict[str, object]:
    """Return what the sentence of an act about a setting names; empty for every other act."""
    if act == "retention.set":
        term = _TERMS.get(str(details.get("term")))
        known = term is not None and isinstance(details.get("value"), int)
        return {"term": f"{_(term.title)}, {terms.said(term.unit, details['value'])}"} if term and known else {}
    if act == "provider.changed":
        name = str(details.get("name"))
        return {"name": _(_PROVIDERS.get(name, name))}
    if act == "setting.changed":
        return {"setting": _(SETTINGS.get(str(details.get("name")), N_("un réglage du serveur")))}
    return {}
