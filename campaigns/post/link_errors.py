"""What can go wrong behind a link that a letter or a message carries.

CampaignsError
├── LeaveRefused: TriedOut
├── UndoRefused, VisitOver, LinkRefused
├── AnswerTriedOut, AnswerOver, AnswerRefused
└── FormUnknown, JoiningOver
"""

from __future__ import annotations

from campaigns.errors import CampaignsError
from runtime.errors import BadInput, FieldRefused
from runtime.language import N_


class LeaveRefused(CampaignsError, BadInput):
    """A link to leave was cut or changed on its way."""

    message = N_("Ce lien de désinscription est incomplet ou a été modifié.")


class TriedOut(LeaveRefused):
    """A link to leave stands in a letter that was only looked at or tried out."""

    message = N_("Ce lien vient d’une lettre d’essai : il ne désinscrit personne.")


class UndoRefused(CampaignsError):
    """The time to undo an act of leaving from its page is over."""

    message = N_("Cette désinscription ne peut plus être annulée depuis cette page.")


class VisitOver(CampaignsError):
    """A link to a person's own page is too old, or its person is unknown."""

    message = N_("Ce lien vers vos données n’est plus valable.")


class LinkRefused(CampaignsError, BadInput):
    """A link of a letter was cut or changed on its way, or leads nowhere that is known."""

    message = N_("Ce lien est incomplet ou a été modifié.")


class AnswerTriedOut(CampaignsError, BadInput):
    """A link to answer stands in a letter that was only looked at or tried out."""

    message = N_("Ce lien vient d’une lettre d’essai : il n’enregistre aucune réponse.")


class AnswerOver(CampaignsError):
    """Nobody can be answered for any more: the event has begun, or the person was erased."""

    message = N_("On ne peut plus répondre à cette invitation.")


class AnswerRefused(CampaignsError, FieldRefused):
    """What was typed in a field of the answer cannot be kept."""


class FormUnknown(CampaignsError, BadInput):
    """No list is open for subscription under this name."""

    message = N_("Ce formulaire d’inscription n’existe pas, ou n’existe plus.")


class JoiningOver(CampaignsError, BadInput):
    """A subscription was asked for too long ago to be confirmed."""

    message = N_("Cette demande d’inscription a plus de sept jours : elle n’est plus valable. Refaites-la.")
