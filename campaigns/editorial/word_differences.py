"""What changed between two texts, word by word. Pure."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from enum import StrEnum

_TOKEN = re.compile(r"\w+|\s|[^\w\s]")
#: A space that does not break is seen by its sign, as word processors show it.
_HARD = str.maketrans({"\u00a0": "°", "\u202f": "°"})


class Kind(StrEnum):
    """What became of some words."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True)
class Words:
    """Words that share a fate."""

    kind: Kind
    text: str


def words(before: str, after: str) -> tuple[Words, ...]:
    """Return the words of both texts in the order of reading; hard spaces that changed show as `°`."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    found: list[Words] = []
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Words(Kind.SAME, "".join(old[i1:i2])))
            continue
        if i1 < i2:
            found.append(Words(Kind.GONE, "".join(old[i1:i2]).translate(_HARD)))
        if j1 < j2:
            found.append(Words(Kind.NEW, "".join(new[j1:j2]).translate(_HARD)))
    return tuple(found)
