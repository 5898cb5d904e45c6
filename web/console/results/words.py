"""The words of the results, and the address of each figure: what opens the very rows that it counts.

`etat` names a group, `raison` why; `nature`, `region` and `fonction` name a part of those reached; `portee=numero`
stands for all campaigns of the issue. Refuses to count.
"""

from __future__ import annotations

from urllib.parse import urlencode

from campaigns.post import labels
from campaigns.post.figures.groups import Asked, Breakdown, Group
from campaigns.post.states import DeliveryState
from runtime.language import N_, _

#: What `etat` says.
GROUPS: dict[str, Group | DeliveryState] = {
    "tous": Group.ALL,
    "recues": Group.REACHED,
    "non-recues": Group.UNREACHED,
    "echecs": Group.FAILED,
    "desinscriptions": Group.LEFT,
    "acceptees": DeliveryState.ACCEPTED,
    "signalees": DeliveryState.COMPLAINED,
    "a-verifier": DeliveryState.UNCERTAIN,
    "differees": DeliveryState.DEFERRED,
    "prevues": DeliveryState.PLANNED,
    "en-preparation": DeliveryState.CLAIMED,
    "en-remise": DeliveryState.HANDING_OVER,
    "refusees": DeliveryState.REFUSED,
    "revenues": DeliveryState.BOUNCED,
    "non-envoyees": DeliveryState.EXCLUDED,
    "perimees": DeliveryState.EXPIRED,
    "annulees": DeliveryState.CANCELLED,
}
SLUGS = {group: slug for slug, group in GROUPS.items()}
#: What is said of the people of a group.
HEADINGS: dict[Group | DeliveryState, str] = {
    Group.ALL: N_("Tous les destinataires"),
    Group.REACHED: N_("Ont reçu la lettre"),
    Group.UNREACHED: N_("N’ont pas reçu la lettre"),
    Group.FAILED: N_("Lettre refusée ou revenue"),
    Group.LEFT: N_("Se sont désinscrits depuis cette lettre"),
    DeliveryState.ACCEPTED: N_("Lettre reçue"),
    DeliveryState.COMPLAINED: N_("Lettre reçue et signalée comme indésirable"),
    DeliveryState.UNCERTAIN: N_("Lettre peut-être reçue, à vérifier"),
    DeliveryState.DEFERRED: N_("Lettre différée par la messagerie"),
    DeliveryState.PLANNED: N_("Lettre pas encore partie"),
    DeliveryState.CLAIMED: N_("Lettre en préparation"),
    DeliveryState.HANDING_OVER: N_("Lettre en cours de remise"),
    DeliveryState.REFUSED: N_("Lettre refusée par la messagerie"),
    DeliveryState.BOUNCED: N_("Lettre revenue"),
    DeliveryState.EXCLUDED: N_("Lettre non envoyée"),
    DeliveryState.EXPIRED: N_("Lettre périmée"),
    DeliveryState.CANCELLED: N_("Lettre annulée avant de partir"),
}
#: The mark of one letter.
MARKS: dict[DeliveryState, str] = {
    DeliveryState.ACCEPTED: N_("reçue"),
    DeliveryState.COMPLAINED: N_("reçue, signalée"),
    DeliveryState.UNCERTAIN: N_("à vérifier"),
    DeliveryState.DEFERRED: N_("différée"),
    DeliveryState.PLANNED: N_("pas encore partie"),
    DeliveryState.CLAIMED: N_("en préparation"),
    DeliveryState.HANDING_OVER: N_("en cours de remise"),
    DeliveryState.REFUSED: N_("refusée"),
    DeliveryState.BOUNCED: N_("revenue"),
    DeliveryState.EXCLUDED: N_("non envoyée"),
    DeliveryState.EXPIRED: N_("périmée"),
    DeliveryState.CANCELLED: N_("annulée"),
}
#: What a mark means, where the ledger has no reason that says more.
MEANINGS: dict[DeliveryState, str] = {
    DeliveryState.COMPLAINED: N_("le lecteur ou sa messagerie l’a signalée comme indésirable"),
    DeliveryState.UNCERTAIN: N_("peut-être partie : la messagerie n’a pas répondu"),
    DeliveryState.DEFERRED: N_("un nouvel essai est prévu"),
    DeliveryState.BOUNCED: N_("acceptée, puis renvoyée par la messagerie"),
    DeliveryState.EXCLUDED: N_("la personne ne souhaitait plus la recevoir"),
    DeliveryState.EXPIRED: N_("abandonnée après plusieurs jours d’essais"),
    DeliveryState.CANCELLED: N_("l’envoi a été annulé avant"),
}
#: The order in which the states are told, and the kind of mark of each.
ORDER: dict[DeliveryState, str] = {
    DeliveryState.ACCEPTED: "ready",
    DeliveryState.COMPLAINED: "todo",
    DeliveryState.UNCERTAIN: "todo",
    DeliveryState.HANDING_OVER: "draft",
    DeliveryState.CLAIMED: "draft",
    DeliveryState.PLANNED: "draft",
    DeliveryState.DEFERRED: "todo",
    DeliveryState.REFUSED: "stopped",
    DeliveryState.BOUNCED: "stopped",
    DeliveryState.EXPIRED: "stopped",
    DeliveryState.EXCLUDED: "draft",
    DeliveryState.CANCELLED: "draft",
}
_PARTS = {"nature": Breakdown.KIND, "region": Breakdown.REGION, "fonction": Breakdown.ROLE}
#: In an address, for those of whom nothing is known.
_UNKNOWN = "inconnue"


def root(campaign_id: int) -> str:
    """Return where the results of a campaign stand."""
    return f"/envois/{campaign_id}/resultats"


def address(campaign_id: int, asked: Asked, *, whole_issue: bool = False) -> str:
    """Return the address of the rows that a figure counts."""
    query = {"etat": SLUGS[asked.group]}
    query |= {"raison": asked.reason} if asked.reason else {}
    query |= {name: asked.name or _UNKNOWN for name, part in _PARTS.items() if part is asked.by}
    query |= {"portee": "numero"} if whole_issue else {}
    return f"{root(campaign_id)}?{urlencode(query)}#personnes"


def asked(etat: str, raison: str = "", **parts: str) -> Asked | None:
    """Return what an address asks for; `None` when it asks for no group that there is."""
    if etat not in GROUPS:
        return None
    said = next(((name, value) for name, value in parts.items() if value), None)
    if said is None:
        return Asked(GROUPS[etat], raison)
    name = "" if said[1] == _UNKNOWN else said[1]
    return Asked(Group.REACHED, by=_PARTS[said[0]], name=name)


def meaning(state: DeliveryState) -> str:
    """Return what a mark means; empty where it says all."""
    return _(MEANINGS[state]) if state in MEANINGS else ""


def heading(wanted: Asked) -> str:
    """Return what is said of the people of a figure."""
    said = _(HEADINGS[wanted.group])
    if wanted.reason:
        return _("{heading} : {why}").format(heading=said, why=labels.reason(wanted.reason))
    if wanted.by is not None:
        return _("{heading} : {why}").format(heading=said, why=part(wanted.by, wanted.name))
    return said


def part(by: Breakdown, name: str) -> str:
    """Return the words for a part of a breakdown."""
    if by is Breakdown.KIND:
        return labels.kind(name)
    return labels.role(name) if by is Breakdown.ROLE else name or _(labels.NOT_KNOWN)
