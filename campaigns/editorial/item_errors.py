"""What can go wrong while articles are written and pictures are kept."""

from __future__ import annotations

from campaigns.errors import CampaignsError
from runtime.errors import BadInput
from runtime.language import N_


class StillDraft(CampaignsError, BadInput):
    """An item is not ready for an issue."""

    message = N_("L’article n° {id} est un brouillon : marquez-le d’abord comme prêt.")


class NotReady(CampaignsError, BadInput):
    """A draft lacks what every article has."""

    message = N_("L’article n’est pas prêt : {reason}.")


class UnknownItemVersion(CampaignsError, BadInput):
    """An item has no version of this number."""

    message = N_("L’article n° {id} n’a pas de version {version}.")


class EditedMeanwhile(CampaignsError, BadInput):
    """Somebody else saved an item (`id`) since: `actor`, at `at`; it stands at `version` now."""

    message = N_("L’article a été enregistré entre-temps : rien n’est écrasé, comparez les deux textes.")


class LinesEditedMeanwhile(CampaignsError, BadInput):
    """Somebody else saved the lines of an issue since: `actor`, at `at`; they stand at `version` now."""

    message = N_("L’objet et la date ont été enregistrés entre-temps : rien n’est écrasé, comparez les deux textes.")


class UnknownPicture(CampaignsError, BadInput):
    """No picture of the library has this name."""

    message = N_("Il n’y a pas d’image de ce nom.")


class CropRefused(CampaignsError, BadInput):
    """A picture cannot be cut like this."""

    message = N_("Le recadrage est impossible : {reason}.")


class ReceivedGone(CampaignsError, BadInput):
    """A file that was to be cut into articles is no longer there."""

    message = N_("Ce fichier n’est plus là : ses articles sont déjà créés, ou il a attendu plus d’un jour.")
