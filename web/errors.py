"""What can go wrong between a page and whoever asks for it.

WebError
├── TooMany
└── TooLong
"""

from __future__ import annotations

from runtime.errors import RelaisError
from runtime.language import N_


class WebError(RelaisError):
    """The root of this package's errors."""


class TooMany(WebError):
    """Somebody asks too often."""

    message = N_("Trop de demandes sont arrivées en peu de temps depuis votre réseau.")


class TooLong(WebError):
    """Somebody sends more than any form of ours holds."""

    message = N_("Ce qui a été envoyé est plus long que ce que nos formulaires contiennent.")
