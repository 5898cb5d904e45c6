"""What can go wrong between a page and its visitor.

WebError
├── NotFound
├── TooMany
└── TooLong
"""

from __future__ import annotations

import math

from runtime.errors import RelaisError
from runtime.language import N_, ngettext


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
