"""What can go wrong between a page and its visitor.

WebError
├── NotFound
├── TooMany
├── TooLong
├── Forged
├── SignedOut
└── RightMissing
"""

from __future__ import annotations

import math

from runtime.errors import RelaisError
from runtime.language import N_, _, ngettext


class WebError(RelaisError):
    """The root of this package's errors."""


class NotFound(WebError):
    """An address that no page can have."""


class TooMany(WebError):
    """A network sends requests too often."""

    message = N_("Trop de demandes sont arrivées en peu de temps depuis votre réseau.")

    @property
    def headers(self) -> dict[str, str]:
        """What tells a program when to come back (RFC 6585 4)."""
        return {"Retry-After": str(self.seconds)}

    def advice(self) -> str:
        """Tell a person when to come back."""
        minutes = math.ceil(self.seconds / 60)
        return ngettext("Réessayez dans {n} minute.", "Réessayez dans {n} minutes.", minutes).format(n=minutes)


class TooLong(WebError):
    """A request body is larger than any form of ours."""

    message = N_("Le texte envoyé est trop long.")


class Forged(WebError):
    """Another site wrote this request, or nobody can tell that ours did."""

    message = N_("Cette demande ne vient pas d’une page de Relais : rien n’a été fait.")


class SignedOut(WebError):
    """The page is for people who have an account; `path` is the page that was asked for."""

    message = N_("Votre session est terminée : connectez-vous de nouveau.")


class RightMissing(WebError):
    """The visitor has no right to do this; `right` names it, `names` are the people who can give it or do it."""

    message = N_("Il faut le droit « {right} ».")

    def advice(self) -> str:
        """Tell whom to ask."""
        if not self.names:
            return _("Demandez-le à la personne qui administre Relais.")
        return _("Demandez à : {names}.").format(names=", ".join(self.names))
