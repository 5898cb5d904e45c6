"""What a meeting may be, and which kinds a convention waits for. Pure."""

from __future__ import annotations

from enum import StrEnum

from campaigns.partnership.conventions.values import Convention
from runtime.language import N_


class MeetingKind(StrEnum):
    """What a meeting is held for."""

    #: Both partners, once a year at least: what works well, and how it is passed on.
    EXCHANGE = "exchange"
    #: All partners of the one who writes the letter.
    CHARTER_YEARLY = "charter_yearly"
    #: The networks of the other partner.
    NETWORKS_YEARLY = "networks_yearly"
    #: Both sides, before the convention ends: the review, and what comes next.
    STEERING = "steering"
    #: A national event, to which the other partner is invited.
    EVENT = "event"
    #: A campaign, in which the other partner is invited to take part.
    CAMPAIGN = "campaign"


#: Each in words.
NAMES = {
    MeetingKind.EXCHANGE: N_("Échange annuel"),
    MeetingKind.CHARTER_YEARLY: N_("Réunion annuelle des partenaires"),
    MeetingKind.NETWORKS_YEARLY: N_("Réunion annuelle des réseaux"),
    MeetingKind.STEERING: N_("Comité de pilotage"),
    MeetingKind.EVENT: N_("Manifestation nationale"),
    MeetingKind.CAMPAIGN: N_("Campagne de sensibilisation"),
}
#: How their short names begin; nobody needs to think of one.
SLUGS = {
    MeetingKind.EXCHANGE: "echange",
    MeetingKind.CHARTER_YEARLY: "partenaires",
    MeetingKind.NETWORKS_YEARLY: "reseaux",
    MeetingKind.STEERING: "comite",
    MeetingKind.EVENT: "manifestation",
    MeetingKind.CAMPAIGN: "campagne",
}
#: Kinds that are somebody's own; the other partner is invited, and its answer is what counts.
ASSOCIATIONS = (MeetingKind.EVENT, MeetingKind.CAMPAIGN)
#: Kinds for which the partners designate persons -> the role, one of `designations.verbs.Role`.
DELEGATES = {MeetingKind.EXCHANGE: "exchange", MeetingKind.STEERING: "steering"}
#: The role of who is invited on behalf of a partner otherwise.
FOLLOW_UP = "follow_up"


def act(kind: MeetingKind) -> str:
    """Return the word of evidence that a meeting of this kind gives, see `campaigns.partnership.evidence`."""
    return f"association:{kind.value}" if kind in ASSOCIATIONS else f"meeting:{kind.value}"


def awaited(convention: Convention) -> tuple[MeetingKind, ...]:
    """Return the kinds that some clause accepts, in the order of `MeetingKind`."""
    return tuple(kind for kind in MeetingKind if any(one.takes(act(kind)) for one in convention.commitments))


def others(convention: Convention, kind: MeetingKind) -> tuple[str, ...]:
    """Return the codes of the partners whom a meeting of this kind is owed to: they are invited, or spoken of."""
    owed = [one for one in convention.commitments if one.takes(act(kind))]
    if kind in DELEGATES:
        return tuple(one.code for one in convention.partners)
    creditors = {code for one in owed for code in one.creditor} - {code for one in owed for code in one.debtor}
    return tuple(one.code for one in convention.partners if one.code in creditors)
