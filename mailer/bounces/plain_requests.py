"""Whether a text says one thing only: « take me off this list ». Whole sentences are known, not words. Pure.

Every sentence of the text must be a request, a greeting, thanks or a closing of `requests.txt`, and what follows must
be a signature. Refuses to guess what anything else means: a person reads it.
"""

from __future__ import annotations

import re
import unicodedata

from mailer.reasons import tables
from mailer.reasons.normalising import fold

_TABLE = tables.read_lines("mailer.bounces", "requests.txt")
#: No sentence goes on inside of a word: « désinscription-papier » is another one.
_END = r"(?![\w'@-])"
#: A mark of the length of the writer's own address, so that it counts as known.
_SELF = "\x01"
_BETWEEN = re.compile(r"[\s.,;:!\"«»*_–—-]*")
_WORD = re.compile(r"[^\W\d_]+|\S*@\S*|\x01+|[?!…]")
_PAGE = re.compile(r"(?:https?://|www\.)\S+")
_FRENCH_VERB = re.compile(r".*ez")
#: A longer text is more than a request; so is a longer signature.
_LONGEST, _LONGEST_SIGNATURE = 600, 500
#: With the words of a legal department below.
_LONGEST_TEXT = 4_000


def _compiled(section: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(f"(?:{line})".replace(" ", r"(?:\s+)") + _END) for line in _TABLE[section])


_REQUEST, _ASIDE, _CLOSING = (_compiled(name) for name in ("request", "aside", "closing"))
_SIGNATURE, _TALK = (re.compile("|".join(_TABLE[name])) for name in ("signature", "talk"))
_DISCLAIMER = re.compile("|".join(_TABLE["disclaimer"]))


def is_plain(text: str, names: frozenset[str], address: str) -> bool:
    """Tell whether a text asks to leave, and says nothing else.

    Args:
        text: What the writer wrote, neither folded nor cut.
        names: The words of the writer's own name, folded; they may stand in a signature.
        address: The writer's own address, in lower case.
    """
    asks, left = _read(text, names, address)
    return asks and left


def is_silent(text: str, names: frozenset[str], address: str) -> bool:
    """Tell whether a text says nothing but politeness and a name, or what `is_plain` says."""
    return _read(text, names, address)[1]


def is_bare(text: str, names: frozenset[str], address: str) -> bool:
    """Tell the same of a subject: it bears no signature, so « Question » is not somebody's name."""
    return _read(text, names, address, signed=False)[1]


def _read(text: str, names: frozenset[str], address: str, *, signed: bool = True) -> tuple[bool, bool]:
    """Return whether the text asks to leave, and whether nothing else is left of it."""
    said = unicodedata.normalize("NFC", text).strip()
    if len(said) > _LONGEST_TEXT:
        return False, False
    if address:
        said = re.sub(re.escape(address), lambda found: _SELF * len(found[0]), said, flags=re.IGNORECASE)
    folded = _level(said)
    asks, closes, at = False, False, _after(_BETWEEN, folded, 0)
    while at < min(len(folded), _LONGEST):
        ends = [max((_after(line, folded, at) for line in lines), default=at) for lines in (_REQUEST, _ASIDE, _CLOSING)]
        if max(ends) == at:
            break
        asks, closes = asks or ends[0] == max(ends), closes or ends[2] == max(ends)
        at = _after(_BETWEEN, folded, max(ends))
    is_apart = closes or "\n" in said[_before(folded, at) : at] or not at
    return asks, _is_signature(
        said[at:], names, is_free=signed and is_apart, closes=closes, shouts=said == said.upper()
    )


def _level(text: str) -> str:
    """Fold a text sign by sign, so that each stays in its place; ends of lines stay."""
    return "".join(sign if sign == "\n" else (fold(sign) or " ")[0] for sign in text)


def _after(pattern: re.Pattern[str], text: str, at: int) -> int:
    found = pattern.match(text, at)
    return found.end() if found is not None else at


def _before(text: str, at: int) -> int:
    """Return where the blanks and marks begin that end here."""
    while at and _BETWEEN.fullmatch(text[at - 1]):
        at -= 1
    return at


def _is_signature(text: str, names: frozenset[str], *, is_free: bool, closes: bool, shouts: bool) -> bool:
    """Tell whether the rest is a signature: names, functions, numbers, on lines of their own or after a closing.

    Without a closing it begins with the writer's own name: what else stands below « Désinscription » may be an event.
    """
    legal = _DISCLAIMER.search(_level(text))
    text = _PAGE.sub("", text[: legal.start()] if legal is not None else text)
    if len(text) > _LONGEST_SIGNATURE:
        return False
    lines = [found for line in text.splitlines() if (found := _WORD.findall(line))]
    is_free = is_free and (closes or any(_is_own(word, names) for word in (lines or [[]])[0]))
    return all(_is_known(line, names, is_free=is_free, shouts=shouts) for line in lines)


def _is_known(words: list[str], names: frozenset[str], *, is_free: bool, shouts: bool) -> bool:
    """Tell whether one line of a signature holds nothing but what signatures hold."""
    strange = [word for word in words if not _is_own(word, names)]
    if not strange or not is_free:
        return not strange
    strange = [word for word in strange if _SIGNATURE.fullmatch(_level(word)) is None]
    is_titled = len(strange) < len(words) or any(word[1:] != word[1:].upper() for word in words)
    return not strange or (
        not shouts and is_titled and all(_may_be_a_name(word, alone=len(words) == 1) for word in strange)
    )


def _is_own(word: str, names: frozenset[str]) -> bool:
    """Tell whether a word belongs to the writer's own name, or is their address."""
    return _level(word) in names or set(word) == {_SELF}


def _may_be_a_name(word: str, *, alone: bool) -> bool:
    """Tell whether a word is written as names are: « Durand », « DURAND »; « Continuez » alone is none."""
    folded = _level(word)
    if not word[0].isupper() or "@" in word or _TALK.fullmatch(folded):
        return False
    return not (alone and _FRENCH_VERB.fullmatch(folded))
