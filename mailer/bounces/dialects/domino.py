"""IBM Domino (Lotus Notes), and those who write « was not delivered to: … because: … »."""

from __future__ import annotations

import re

from mailer.bounces import addresses, smtp_stages
from mailer.bounces.classification import Failure
from mailer.bounces.returned_letters import ReturnedLetter

_TO = (
    r"(?:was not|could not be) delivered to",
    r"n['’]a pas (?:été|pu être) (?:remis|distribué|délivré)e? à",
    r"(?:wurde nicht|konnte nicht) zugestellt werden an",
    r"wurde nicht zugestellt an",
)
_BECAUSE = (r"because(?: of)?", r"for the following reason", r"car", r"parce que", r"pour la raison suivante", r"motif")
_FORM = re.compile(
    rf"(?:{'|'.join(_TO)})\s*:?\s*(.*?)\s*(?:{'|'.join(_BECAUSE)}|weil|grund)\s*:\s*(.*)", re.IGNORECASE | re.DOTALL
)
_LONGEST = 2_000


def failures(letter: ReturnedLetter) -> list[Failure]:
    """Return the addresses between the two headings, with the reason below the second."""
    form = _FORM.search(letter.prose[: 2 * _LONGEST])
    if form is None:
        return []
    words = form[2][:_LONGEST]
    named = addresses.ADDRESS.findall(form[1]) or addresses.ADDRESS.findall(words)[:1]
    return [Failure(one, words, stage=smtp_stages.find(words)) for one in dict.fromkeys(named)]
