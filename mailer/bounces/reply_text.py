"""The part of a reply that its author wrote, without quotation and signature. Pure."""

from __future__ import annotations

import re

from mailer.bounces.returned_letters import ReturnedLetter
from mailer.reasons.normalising import fold

#: The line that mail programs set above what they quote.
_ABOVE = (
    r"^[ >]*le .{4,120}\n?.{0,80}[aà] [ée]crit\s*:?\s*$",
    r"^[ >]*on .{4,150}\n?.{0,80}wrote\s*:?\s*$",
    r"^[ >]*am .{4,120}\n?.{0,80}schrieb.*:?\s*$",
    r"^[ >]*(?:el .{4,120}escribió|il .{4,120}ha scritto|op .{4,120}schreef.*)\s*:?\s*$",
    r"^[ >]*(?:-{2,}.{0,60}-{2,}|_{5,})\s*$",
    r"^[ >]*\*?(?:de|from|von|exp[ée]diteur)\s?\*?:.{0,200}$",
    r"^.{0,80}<[^<>@\s]+@[^<>@\s]+>\s*(?:a écrit|wrote|schrieb)?\s*:\s*$",
)
_ABOVE_QUOTE = re.compile("|".join(_ABOVE), re.IGNORECASE | re.MULTILINE)
_QUOTED_LINE = re.compile(r"^[ \t]*[>|].*$", re.MULTILINE)
#: The signature (RFC 3676 4.3), and what phones add.
_SIGNATURE = re.compile(
    r"^(?:-- ?$|(?:envoy[ée]|sent|gesendet|obtenir|obtenez|télécharge[rz]|get|provenance) ?:? ?"
    r"(?:d['’]un |de |depuis |avec |via |from |with |von |mit |à partir |outlook|courrier ).*$)",
    re.IGNORECASE | re.MULTILINE,
)


def own_words(letter: ReturnedLetter) -> str:
    """Return the text above the quotation and the signature, folded."""
    return fold(shown(letter)).strip()


def shown(letter: ReturnedLetter) -> str:
    """Return the same as it was written, for people to read; plain text."""
    text = letter.prose
    ends = [found.start() for pattern in (_ABOVE_QUOTE, _SIGNATURE) if (found := pattern.search(text)) is not None]
    return _QUOTED_LINE.sub("", text[: min(ends, default=len(text))]).strip()


def between(letter: ReturnedLetter) -> str:
    """Return what was written between and below quoted lines that are marked, as some people answer; plain text."""
    begun = _ABOVE_QUOTE.search(letter.prose)
    quoted = _QUOTED_LINE.search(letter.prose, begun.end()) if begun is not None else None
    if quoted is None:
        return ""
    rest = letter.prose[quoted.end() :]
    end = _SIGNATURE.search(rest)
    return _QUOTED_LINE.sub("", rest[: end.start()] if end is not None else rest).strip()
