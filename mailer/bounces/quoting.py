"""Where the own text of a letter ends and its quotation begins: found by a line that announces it, or by the headers
of the quoted letter. Pure.
"""

from __future__ import annotations

import re

_LETTER = r"(?:message|mail|e-?mail|letter)"
_REST = r"(?: text)?(?: headers?)?(?: (?:follows?|is included below|is attached|below|begins?).*)?\s*[:.]?\s*[-*=_~]*$"
#: The line that a mail server, or a person's mail program, puts before the letter that it quotes.
_ANNOUNCED = (
    r"this is a copy of (?:the|your) ",
    r"below this line is ",
    r"(?:here|included) is (?:a|the) copy ",
    rf"(?:a )?copy of (?:the|your) (?:original )?(?:{_LETTER}|headers?)",
    rf"(?:your |the )?(?:original|returned|unsent|undelivered|rejected|full|included) {_LETTER}{_REST}",
    rf"{_LETTER} headers?(?: follows?| of the original.*)?\s*[:.]?\s*[-*=_~]*$",
    rf"(?:the )?headers? of (?:the|your) (?:original )?{_LETTER}",
    r"(?:start|beginning|begin) of (?:the )?(?:returned|original|forwarded)",
    rf"(?:unsent|returned|original) {_LETTER} (?:follows|below|is)",
    r"message (?:header )?follows",
    r"the following is (?:a copy|the (?:original|first))",
    r"(?:le )?(?:message|courriel|mail) (?:d['’]origine|original|initial)\b.{0,30}$",
    r"en-?t[eê]tes? (?:du|de votre) message",
    r"copie du message",
    r"(?:ursprüngliche nachricht|original-?nachricht).{0,30}$",
    r"kopie der nachricht",
    r"(?:mensaje original|messaggio originale|oorspronkelijk bericht|mensagem original).{0,20}$",
)
_MARK = re.compile(rf"^[>\s*=_~-]*(?:{'|'.join(_ANNOUNCED)})", re.IGNORECASE | re.MULTILINE)

#: Headers that begin a quoted letter, two of them in a row, and never occur in prose.
_NAMES = (
    r"Received|DKIM-Signature|X-[\w-]+|Message-ID|MIME-Version|Date|From|Sender|Reply-To|Delivered-To|Return-Path|"
    r"ARC-[\w-]+|Authentication-Results|Received-SPF|DomainKey-Signature"
)
_HEADERS = re.compile(
    rf"^(?:> ?)?(?:{_NAMES}):[ \t].*\n(?:[ \t]+\S.*\n){{0,25}}?"
    rf"(?:> ?)?(?:{_NAMES}|To|Subject|Content-Type|User-Agent):[ \t]",
    re.MULTILINE | re.IGNORECASE,
)


def before(text: str) -> str:
    """Return the text before the quoted letter; the whole text when nothing is quoted."""
    own = text[: _start(text)]
    return own if own.strip() else text


def after(text: str) -> str:
    """Return the quoted letter; an empty string when nothing is quoted."""
    return text[_start(text) :]


def _start(text: str) -> int:
    mark, headers = _MARK.search(text), _HEADERS.search(text)
    return min((found.start() for found in (mark, headers) if found is not None), default=len(text))
