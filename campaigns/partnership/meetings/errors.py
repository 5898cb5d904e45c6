"""What can go wrong with a meeting.

CampaignsError
├── MeetingRefused
├── MeetingUnknown, MeetingOver, NobodyToInvite
└── InvitationOver
"""

from __future__ import annotations

from campaigns.errors import CampaignsError
from runtime.errors import BadInput, FieldRefused
from runtime.language import N_


class MeetingRefused(CampaignsError, FieldRefused):
    """A value of a meeting cannot be used."""


class MeetingUnknown(CampaignsError, BadInput):
    """There is no meeting of this number or name."""

    message = N_("Il n’y a pas de rencontre « {meeting} ».")


class MeetingOver(CampaignsError, BadInput):
    """A meeting was held or cancelled, so this cannot be done with it any more."""

    message = N_("La rencontre « {title} » {state} : {reason}.")


class NobodyToInvite(CampaignsError, BadInput):
    """An invitation would reach nobody."""

    message = N_("Personne n’est invité : {reason}.")


class InvitationOver(CampaignsError, BadInput):
    """The invitation behind a link is no more: the person was taken off, or erased."""

    message = N_("Cette invitation n’existe plus.")
