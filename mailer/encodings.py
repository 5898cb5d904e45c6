"""How a piece of text becomes bytes of a letter, depending on its place in the letter.

    body     quoted-printable (RFC 2045 6.7) without runs of blanks, a value between soft line breaks
    subject  encoded-words (RFC 2047), a value in words of its own
    the rest as it is, proved: printable, folded at its spaces

Pure functions from text to ASCII. A value that holds a control character, a line or paragraph separator or half a
surrogate pair is refused, never cleaned.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from urllib.parse import quote

from mailer import errors
from runtime.language import _

#: Takes a value and the name of its field (for the error); returns the bytes for the letter.
Encoder = Callable[[str, str], bytes]

#: C0, DEL, C1 (including NEL), line and paragraph separators, lone surrogates.
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_UNSAFE_IN_BODY = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]|\r(?!\n)")
LONGEST_TOKEN = 200
_TOKEN = re.compile(rf"[A-Za-z0-9_.~=-]{{1,{LONGEST_TOKEN}}}")
#: Every reserved character of RFC 3986 and the percent sign: a value may be a whole web address.
_URL_SAFE = ":/?#[]@!$&'()*+,;=%-._~"
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_SCHEMES = {"http", "https", "mailto", "tel"}

#: One encoded octet is three characters; 73 leave room for an escaped first one and the `=` of a soft break: 76.
_BODY_LINE = 73
_QP = {octet: f"={octet:02X}" for octet in range(256) if not 32 <= octet <= 126 or octet == ord("=")}
#: RFC 2047 5 (3), the rule for a phrase, which is the strictest and so valid everywhere.
_WORD = {
    octet: chr(octet) if re.match(r"[A-Za-z0-9!*+/-]", chr(octet)) else f"={octet:02X}" for octet in range(256)
} | {32: "_"}
#: With `=?utf-8?q?` and `?=` a word is at most 62 long, so it fits after `Reply-To: ` in a line of 76.
_WORD_PAYLOAD = 50
_LINE = 76
#: After a hole the column is unknown: fold at the next space.
UNKNOWN_COLUMN = _LINE


def is_unsafe(text: str) -> bool:
    """Tell whether `text` holds what no place in a letter may hold: a control character or a line end of any kind."""
    return _UNSAFE.search(text) is not None


def check_value(value: str, name: str) -> None:
    """Refuse a value that no place in a letter may hold.

    Raises:
        errors.UnsafeValue: with the name of the field, never with the value.
    """
    if is_unsafe(value):
        raise errors.UnsafeValue(name=name)


def text_run(text: str, *, before_hole: bool) -> str:
    """Return a constant of a body; it begins in the first column and, before a hole, ends there too.

    Raises:
        errors.UnsafeLetter: a control character, a CR without its LF.
    """
    if _UNSAFE_IN_BODY.search(text) is not None:
        raise errors.UnsafeLetter(reason=_("son texte contient un caractère de commande"))
    *lines, last = _octets(text.replace("\r\n", "\n")).replace("=0A", "\n").split("\n")
    whole = "".join(_broken(_without_trailing_blank(line)) + "\r\n" for line in lines)
    if not before_hole:
        return whole + _broken(_without_trailing_blank(last))
    return whole + (_broken(last) + "=\r\n" if last else "")


def body_text(value: str, name: str) -> bytes:
    """Return a value for a text part, not escaped. Ends in the first column, like every value of a body."""
    check_value(value, name)
    return _body(value)


def body_html(value: str, name: str) -> bytes:
    """Return a value escaped for HTML text or a quoted attribute."""
    check_value(value, name)
    return _body(html.escape(value))


def body_url(value: str, name: str) -> bytes:
    """Return a web address, or the end of one, percent-encoded; what is percent-encoded already stays.

    Raises:
        errors.UnsafeValue: it has a scheme other than http, https, mailto and tel.
    """
    return _body(_percent(value, name))


def body_url_in_html(value: str, name: str) -> bytes:
    """Return what `body_url` returns, for a quoted attribute."""
    return _body(html.escape(_percent(value, name)))


def body_token(value: str, name: str) -> bytes:
    """Return a token, which needs no escaping of any kind.

    Raises:
        errors.UnsafeValue: it is not 1 to 200 of `A-Z a-z 0-9 _ . ~ = -`.
    """
    proved = _proved_token(value, name)
    if "=" in proved or proved[0] == "." or len(proved) > _BODY_LINE:
        return _body(proved)
    return f"{proved}=\r\n".encode("ascii")


def token(value: str, name: str) -> bytes:
    """Return a token for a header; refused as in `body_token`."""
    return _proved_token(value, name).encode("ascii")


def subject(text: str) -> str:
    """Return a whole unstructured header value: plain when that is safe and short, else encoded-words."""
    plain = text.isascii() and text == text.strip() and "=?" not in text
    return text if plain and len(text) < _LINE - 13 else "\r\n ".join(words(text))


def words(text: str) -> list[str]:
    """Return encoded-words of at most 62 characters that stand for `text`; no character is split between two."""
    payloads, current = [], ""
    for character in text:
        encoded = character.encode().decode("latin-1").translate(_WORD)
        if len(current) + len(encoded) > _WORD_PAYLOAD:
            payloads.append(current)
            current = ""
        current += encoded
    payloads += [current] if current else []
    return [f"=?utf-8?q?{payload}?=" for payload in payloads]


def first_words(value: str, name: str) -> bytes:
    """Return a value that begins a subject, as encoded-words."""
    check_value(value, name)
    return "\r\n ".join(words(value)).encode("ascii")


def next_words(value: str, name: str) -> bytes:
    """Return a value that follows other encoded-words: the fold between two is not part of the text (RFC 2047 2)."""
    check_value(value, name)
    return "".join("\r\n " + word for word in words(value)).encode("ascii")


def structured(column: int, room: int, *, utf8: bool = False) -> Encoder:
    """Return the encoder of a hole in a structured header: as it is, folded at spaces, at most `room` octets.

    `column` is where the hole begins. `utf8` lets a reader's address through whose local part is not ASCII
    (RFC 6532); anything else that is not ASCII must come as encoded-words.
    """

    def encode(value: str, name: str) -> bytes:
        size = len(value)
        if size <= room and column + size <= _LINE and value.isascii() and value.isprintable() and value.strip():
            return value.encode("ascii")  # nearly every value; the code below would give the same result
        check_value(value, name)
        encoded = fold(value, column).encode()
        if not value.strip() or len(encoded) > room or not (utf8 or value.isascii()):
            raise errors.UnsafeValue(name=name)
        return encoded

    return encode


def fold(value: str, column: int) -> str:
    """Return a structured header value, begun at `column`, folded at spaces so that lines end before column 76."""
    first, *others = value.split(" ")
    folded, column = first, column + len(first)
    for word in others:
        if word and column + 1 + len(word) > _LINE:
            folded, column = f"{folded}\r\n {word}", 1 + len(word)
        else:
            folded, column = f"{folded} {word}", column + 1 + len(word)
    return folded


def _octets(text: str) -> str:
    """Return `text` in quoted-printable without tabs and without runs of spaces: bytes that DKIM leaves unchanged.

    RFC 6376 3.4.4 makes one space of every run of blanks. Without such runs the signed body is the body that is sent,
    and a server that tidies up spaces does not break the signature.
    """
    return text.encode().decode("latin-1").translate(_QP).replace("  ", " =20")


def _body(text: str) -> bytes:
    return (_broken(_octets(text)) + "=\r\n").encode("ascii") if text else b""


def _broken(line: str) -> str:
    """Break an encoded line softly into lines that neither begin with a dot or `From ` nor exceed 76."""
    if len(line) <= _BODY_LINE:
        return _guarded(line)
    pieces = []
    while len(line) > _BODY_LINE:
        cut = _BODY_LINE
        if "=" in line[cut - 2 : cut]:
            cut = line.rindex("=", 0, cut)
        pieces.append(_guarded(line[:cut]))
        line = line[cut:]
    return "=\r\n".join([*pieces, _guarded(line)])


def _guarded(line: str) -> str:
    if line[:1] == "." or line[:5] == "From ":
        return f"={ord(line[0]):02X}{line[1:]}"
    return line


def _without_trailing_blank(line: str) -> str:
    return f"{line[:-1]}=20" if line[-1:] == " " else line


def _percent(value: str, name: str) -> str:
    check_value(value, name)
    scheme = _SCHEME.match(value)
    if scheme is not None and scheme[1].lower() not in _SCHEMES:
        raise errors.UnsafeValue(name=name)
    return quote(value, safe=_URL_SAFE)


def _proved_token(value: str, name: str) -> str:
    if _TOKEN.fullmatch(value) is None:
        raise errors.UnsafeValue(name=name)
    return value
