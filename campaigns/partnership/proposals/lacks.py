"""What a proposal may lack before its picture is shown, and how its author is asked for it. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from runtime.language import N_, _


class Lack(StrEnum):
    """What is asked about."""

    RIGHTS = "rights"
    CONSENT = "consent"


#: As the author reads it, below « il nous manque ».
SENTENCES = {
    Lack.RIGHTS: N_("qui a pris la photo et permet de la publier."),
    Lack.CONSENT: N_(
        "l’accord écrit de la jeune personne montrée ou citée (celui de ses parents si elle est mineure)."
    ),
}


def worded(lacks: Iterable[str]) -> tuple[str, ...]:
    """Return what is missing, a clause each."""
    return tuple(_(SENTENCES[Lack(one)]) for one in lacks)
