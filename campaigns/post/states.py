"""The states of a delivery and of a campaign, and for each one table of allowed transitions.

Pure. For deliveries, `require` guards single moves, and `sources` guards SQL statements that move many rows. A
campaign is moved by `transitions.move` alone.
"""

from __future__ import annotations

from enum import StrEnum

from campaigns import errors
from runtime.language import N_


class DeliveryState(StrEnum):
    """Where one recipient of one campaign stands."""

    #: Waits for its turn.
    PLANNED = "planned"
    #: Leased to a worker, nothing said to the server yet.
    CLAIMED = "claimed"
    #: The intent is on disk: from here on the letter may have left.
    HANDING_OVER = "handing_over"
    #: The server answered 250 to the dot.
    ACCEPTED = "accepted"
    #: The server answered 4xx: again later.
    DEFERRED = "deferred"
    #: The server answered 5xx, or our own guard refused the letter.
    REFUSED = "refused"
    #: The dot was sent and no answer came (RFC 1047): a person decides.
    UNCERTAIN = "uncertain"
    #: The reader may no longer be written to: they objected or left since the launch.
    EXCLUDED = "excluded"
    #: The campaign's window closed first.
    EXPIRED = "expired"
    #: The campaign was cancelled first.
    CANCELLED = "cancelled"
    #: Accepted, then sent back.
    BOUNCED = "bounced"
    #: Accepted, then reported as unwanted.
    COMPLAINED = "complained"


#: What may become what. Everything else is refused.
TRANSITIONS: dict[DeliveryState, frozenset[DeliveryState]] = {
    DeliveryState.PLANNED: frozenset(
        {DeliveryState.CLAIMED, DeliveryState.EXCLUDED, DeliveryState.EXPIRED, DeliveryState.CANCELLED}
    ),
    DeliveryState.CLAIMED: frozenset(
        {
            DeliveryState.HANDING_OVER,
            DeliveryState.PLANNED,
            DeliveryState.DEFERRED,
            DeliveryState.EXCLUDED,
            DeliveryState.EXPIRED,
            DeliveryState.CANCELLED,
            DeliveryState.REFUSED,
        }
    ),
    DeliveryState.HANDING_OVER: frozenset(
        {
            DeliveryState.ACCEPTED,
            DeliveryState.DEFERRED,
            DeliveryState.REFUSED,
            DeliveryState.UNCERTAIN,
            DeliveryState.PLANNED,
        }
    ),
    DeliveryState.DEFERRED: frozenset(
        {DeliveryState.CLAIMED, DeliveryState.EXCLUDED, DeliveryState.EXPIRED, DeliveryState.CANCELLED}
    ),
    DeliveryState.UNCERTAIN: frozenset(
        {DeliveryState.ACCEPTED, DeliveryState.PLANNED, DeliveryState.BOUNCED, DeliveryState.COMPLAINED}
    ),
    DeliveryState.ACCEPTED: frozenset({DeliveryState.BOUNCED, DeliveryState.COMPLAINED}),
    DeliveryState.REFUSED: frozenset(),
    DeliveryState.EXCLUDED: frozenset(),
    DeliveryState.EXPIRED: frozenset(),
    DeliveryState.CANCELLED: frozenset(),
    DeliveryState.BOUNCED: frozenset(),
    DeliveryState.COMPLAINED: frozenset(),
}

#: How often a letter may leave where the campaign says `resend`.
MOST_RESENDS = 3
#: Still to be handed over, now or later.
#: A reader has the letter.
REACHED = (DeliveryState.ACCEPTED, DeliveryState.COMPLAINED)
#: Something is still to be done.
OPEN = frozenset({DeliveryState.PLANNED, DeliveryState.CLAIMED, DeliveryState.HANDING_OVER, DeliveryState.DEFERRED})

#: What people read of one letter.
NAMES: dict[DeliveryState, str] = {
    DeliveryState.PLANNED: N_("prévue"),
    DeliveryState.CLAIMED: N_("en préparation"),
    DeliveryState.HANDING_OVER: N_("en cours de remise"),
    DeliveryState.ACCEPTED: N_("acceptée"),
    DeliveryState.DEFERRED: N_("différée"),
    DeliveryState.REFUSED: N_("refusée"),
    DeliveryState.UNCERTAIN: N_("à vérifier : peut-être partie"),
    DeliveryState.EXCLUDED: N_("non envoyée"),
    DeliveryState.EXPIRED: N_("périmée"),
    DeliveryState.CANCELLED: N_("annulée"),
    DeliveryState.BOUNCED: N_("revenue"),
    DeliveryState.COMPLAINED: N_("signalée comme indésirable"),
}
#: What people read before a number of letters.
HEADINGS: dict[DeliveryState, str] = {
    DeliveryState.PLANNED: N_("prévues"),
    DeliveryState.CLAIMED: N_("en préparation"),
    DeliveryState.HANDING_OVER: N_("en cours de remise"),
    DeliveryState.ACCEPTED: N_("acceptées"),
    DeliveryState.DEFERRED: N_("différées"),
    DeliveryState.REFUSED: N_("refusées"),
    DeliveryState.UNCERTAIN: N_("à vérifier : peut-être parties"),
    DeliveryState.EXCLUDED: N_("non envoyées"),
    DeliveryState.EXPIRED: N_("périmées"),
    DeliveryState.CANCELLED: N_("annulées"),
    DeliveryState.BOUNCED: N_("revenues"),
    DeliveryState.COMPLAINED: N_("signalées comme indésirables"),
}


def require(source: DeliveryState, target: DeliveryState) -> None:
    """Refuse a move that the table does not allow.

    Raises:
        errors.ForbiddenTransition.
    """
    if target not in TRANSITIONS[source]:
        raise errors.ForbiddenTransition(source=source.value, target=target.value)


def sources(target: DeliveryState) -> list[str]:
    """Return the states from which `target` may be reached, for use in a WHERE clause."""
    return [state.value for state, targets in TRANSITIONS.items() if target in targets]


class CampaignState(StrEnum):
    """Where a campaign stands."""

    #: In its grace period, or before its window.
    WAITING = "waiting"
    SENDING = "sending"
    PAUSED = "paused"
    #: Asks a person: its window passed, or something looks wrong.
    HELD = "held"
    FINISHED = "finished"
    CANCELLED = "cancelled"


#: What may become what. Everything else is refused.
CAMPAIGN_TRANSITIONS: dict[CampaignState, frozenset[CampaignState]] = {
    #: A campaign without any remaining recipient finishes before it begins.
    CampaignState.WAITING: frozenset(
        {
            CampaignState.SENDING,
            CampaignState.PAUSED,
            CampaignState.HELD,
            CampaignState.FINISHED,
            CampaignState.CANCELLED,
        }
    ),
    CampaignState.SENDING: frozenset(
        {CampaignState.PAUSED, CampaignState.HELD, CampaignState.FINISHED, CampaignState.CANCELLED}
    ),
    CampaignState.PAUSED: frozenset({CampaignState.WAITING, CampaignState.SENDING, CampaignState.CANCELLED}),
    CampaignState.HELD: frozenset({CampaignState.WAITING, CampaignState.SENDING, CampaignState.CANCELLED}),
    #: A person said « resend » for what was uncertain.
    CampaignState.FINISHED: frozenset({CampaignState.SENDING}),
    CampaignState.CANCELLED: frozenset(),
}

#: Nothing more leaves in these states, unless a person says so.
CAMPAIGN_OVER = (CampaignState.FINISHED, CampaignState.CANCELLED)

CAMPAIGN_NAMES: dict[CampaignState, str] = {
    CampaignState.WAITING: N_("prévu"),
    CampaignState.SENDING: N_("en cours"),
    CampaignState.PAUSED: N_("en pause"),
    CampaignState.HELD: N_("suspendu"),
    CampaignState.FINISHED: N_("terminé"),
    CampaignState.CANCELLED: N_("annulé"),
}
