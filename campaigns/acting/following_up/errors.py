"""What can go wrong when a letter is followed up.

FollowUpError
├── NobodyLeft       nobody of the campaign may be written to again
├── NumberMoved      they are no longer as many as the person read
├── NotHers          the letter belongs to another campaign, or its reader was erased
├── AlreadyWritten   the corrected address has the letter, or may not be written to
└── LinkRefused      where a link shall lead cannot be used, or the link cannot be changed
"""

from __future__ import annotations

from runtime.errors import BadInput, FieldRefused, RelaisError
from runtime.language import N_


class FollowUpError(RelaisError):
    """A letter cannot be followed up in this way."""


class NobodyLeft(FollowUpError, BadInput):
    """Nobody of the campaign may be written to again."""

    message = N_(
        "Il n’y a plus personne à qui renvoyer l’envoi n° {id} : chacun l’a reçue, ou ne peut plus recevoir de lettre."
    )


class NumberMoved(FollowUpError, BadInput):
    """There are now `found` people to write to, and the person read `expected`."""

    message = N_("Ils étaient {expected}, ils sont maintenant {found} : relisez, puis recommencez.")


class NotHers(FollowUpError, BadInput):
    """The campaign has no such letter to somebody who is still known."""

    message = N_("Cette lettre n’est pas de l’envoi n° {id}, ou la personne a été effacée depuis.")


class AlreadyWritten(FollowUpError, BadInput):
    """The corrected address has the letter already, or may not be written to."""

    message = N_(
        "Cette adresse a déjà reçu cette lettre, ou ne peut pas recevoir de lettre : rien n’a été changé, rien n’est "
        "parti."
    )


class LinkRefused(FollowUpError, FieldRefused):
    """Where a link shall lead cannot be used, or the link cannot be changed."""

    message = N_("Le lien n° {number} reste comme il est : {reason}.")
