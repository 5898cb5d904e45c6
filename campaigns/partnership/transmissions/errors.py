"""What can go wrong around the lists of new signatories."""

from __future__ import annotations

from campaigns.errors import CampaignsError
from runtime.errors import BadInput
from runtime.language import N_


class UnknownTransmission(CampaignsError, BadInput):
    """There is no list of that number."""

    message = N_("Il n’y a pas de liste n° {number} de nouveaux signataires.")
