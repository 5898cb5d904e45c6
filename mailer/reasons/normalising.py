"""Words as the tables compare them: lower case, without accents, one kind of apostrophe, single spaces."""

from __future__ import annotations

import re
import unicodedata

_SPACES = re.compile(r"\s+")
_SIGNS = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'", "“": '"', "”": '"', "œ": "oe", "ß": "ss", "‑": "-"})


def fold(text: str) -> str:
    """Return `text` ready to be compared; « n’a pas été remis » becomes `n'a pas ete remis`."""
    text = text.lower().translate(_SIGNS)
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text)
        text = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return _SPACES.sub(" ", text)
