"""What can go wrong while a departure is prepared.

CampaignsError
├── PlanMoved
├── NeverOverridden
└── AlreadyLaunched
"""

from __future__ import annotations

from campaigns.errors import CampaignsError
from runtime.errors import BadInput
from runtime.language import N_


class PlanMoved(CampaignsError):
    """Somebody else changed the plan since the person read it."""

    message = N_("Le plan de cet envoi a été modifié pendant que vous le lisiez : relisez-le.")


class NeverOverridden(CampaignsError, BadInput):
    """This finding keeps every letter from leaving, whatever the reason."""

    message = N_("On ne passe pas outre à ce point : corrigez-le.")


class AlreadyLaunched(CampaignsError, BadInput):
    """The issue is already on its way to these readers; `campaign` says by which campaign."""

    message = N_(
        "Ce numéro est déjà confié à l’envoi n° {campaign} : il n’y en a qu’un, et rien n’est parti deux fois."
    )
