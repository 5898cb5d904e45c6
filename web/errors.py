"""What can go wrong between a page and whoever asks for it.

WebError
└── TooMany
"""

from __future__ import annotations

from runtime.errors import RelaisError
from runtime.language import N_


class WebError(RelaisError):
    """The root of this package's errors."""


class TooMany(WebError):
    """Somebody asks too often."""

    message = N_("Trop de demandes sont arrivées en peu de temps depuis votre réseau, ou pour cette adresse.")
