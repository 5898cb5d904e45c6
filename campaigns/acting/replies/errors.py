"""What keeps a letter that somebody wrote from being answered or obeyed."""

from __future__ import annotations

from campaigns.errors import CampaignsError
from runtime.errors import BadInput, FieldRefused
from runtime.language import N_


class LetterUnknown(CampaignsError, BadInput):
    """No letter has this number, or what it said was erased after its term."""

    message = N_("Il n’y a pas de lettre n° {id}, ou son texte a été effacé, son délai passé.")


class LetterClassed(CampaignsError, BadInput):
    """The letter is classed already."""

    message = N_("La lettre n° {id} est déjà classée.")


class NothingProposed(CampaignsError, BadInput):
    """The letter makes no such proposal, or somebody answered it already."""

    message = N_("Cette proposition n’est plus à trancher : quelqu’un l’a fait entre-temps.")


class ContactGone(CampaignsError, BadInput):
    """Whoever wrote is no contact."""

    message = N_("L’expéditeur n’est pas un contact connu : il n’y a pas de fiche à corriger.")


class AnswerRefused(CampaignsError, FieldRefused):
    """An answer cannot be sent."""
