"""What servers say in words, in English, French and German, and some Spanish, Italian, Dutch and Portuguese.

The phrases are in `words.txt`, whose order is policy: see there.
"""

from __future__ import annotations

import re

from mailer.reasons import tables
from mailer.reasons.normalising import fold
from mailer.reasons.vocabulary import Reason

_ADDRESS = re.compile(r"[^\s<>\"'(),:;@]{1,100}@[^\s<>\"'(),:;@]{1,255}")
_WEAK = "weak "
_TABLE = tables.read("mailer.reasons", "words.txt")
_STRONG_WORDS = tuple((Reason(name.split()[0]), said) for name, said in _TABLE.items() if not name.startswith(_WEAK))
_WEAK_WORDS = tuple((Reason(name.split()[1]), said) for name, said in _TABLE.items() if name.startswith(_WEAK))


def reason(text: str) -> Reason | None:
    """Return what the words say; `None` when they say nothing that is known."""
    folded = _folded(text)
    return next((found for found, said in _STRONG_WORDS if said.search(folded)), None)


def hint(text: str) -> Reason | None:
    """Return what words say that mean little on their own, such as « rejected »."""
    folded = _folded(text)
    return next((found for found, said in _WEAK_WORDS if said.search(folded)), None)


def _folded(text: str) -> str:
    """Fold the text, without its addresses: a mailbox is not full because its name says « full »."""
    return fold(_ADDRESS.sub("@", text))
