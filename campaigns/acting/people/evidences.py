"""Where it is known from that an address is stopped, in words: what the house itself noted is a short mark."""

from __future__ import annotations

import re

from runtime.language import N_, _

_MARK = re.compile(r"(?P<what>[a-z]+):(?P<number>\d+)")
_WORDS = {
    "campaign": N_("l’envoi n° {number}"),
    "delivery": N_("une lettre qui lui était envoyée"),
    "letter": N_("un message revenu (n° {number})"),
    "mail": N_("un message que la personne a écrit"),
    "message": N_("un message de service qui lui était envoyé"),
}


def said(evidence: str) -> str:
    """Return evidence as people read it; what a person typed stays as it is."""
    return " ; ".join(map(_one, evidence.split(" ; ")))


def _one(part: str) -> str:
    found = _MARK.fullmatch(part)
    words = _WORDS.get(found["what"]) if found else None
    return _(words).format(number=found["number"]) if found and words else part
