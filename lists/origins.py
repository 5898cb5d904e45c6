"""Where an address comes from, in a sentence that its owner reads (GDPR art. 14), when nobody wrote one.

Refuses the name of a file: it tells the reader nothing.
"""

from __future__ import annotations

from runtime.language import N_, _

#: Follows « D’où vient votre adresse : ».
_UNSTATED = N_("une liste de contacts tenue par l’équipe de la lettre")
#: What earlier versions wrote when nobody had written a sentence.
_FILE_NAME = "import du fichier "


def unstated() -> str:
    """Return what is kept of addresses whose origin nobody stated: true, and not much."""
    return _(_UNSTATED)


def is_stated(origin: str) -> bool:
    """Tell whether somebody said where an address comes from."""
    return origin not in ("", _UNSTATED, unstated()) and not origin.startswith(_FILE_NAME)


def shown(origin: str) -> str:
    """Return an origin as its reader may read it."""
    return origin if is_stated(origin) else unstated()
