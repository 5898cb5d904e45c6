"""Reading a returned letter, whatever its bytes: headers, prose, the fields of reports, the letter it quotes.

Owns the one place where MIME is parsed and repaired. Never raises: what cannot be read is taken for plain text. Line
ends of any kind are treated alike.
"""

from __future__ import annotations

import base64
import binascii
import email
import email.errors
import email.header
import html
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import Message
from functools import cached_property

from mailer.bounces import quoting
from mailer.reasons.normalising import fold
from runtime import charsets

#: No report is longer than this before it begins to quote.
_LARGEST = 400_000
#: Neither people nor machines write more than this above what they quote.
_LONGEST_TEXT = 100_000
_DEEPEST = 12
_MOST_PARTS = 60
_LINE_ENDS = re.compile(rb"\r\n?")
#: The library creates an object for each empty line of a report.
_EMPTY_LINES = re.compile(rb"\n{40,}")
_STATUS_TYPES = {"message/delivery-status", "message/global-delivery-status"}
_QUOTED_TYPES = {"message/rfc822", "message/global", "message/partial", "text/rfc822-headers", "text/rfc822-header"} | {
    "message/rfc822-headers", "message/global-headers", "text/rfc822"
}  # fmt: skip
#: A tag ends before the next one begins, so that a thousand unclosed tags cost no more than one.
_TAG = re.compile(r"<(?:br|/p|/div|/tr|/li|/h\d|p|div|tr|li)\b[^<>]*>", re.IGNORECASE)
_SILENT = re.compile(r"<(style|script|head|title)\b|<(!--)", re.IGNORECASE)
_SILENCED = {
    name: re.compile("-->" if name == "!--" else rf"</{name}\s*>", re.IGNORECASE)
    for name in ("style", "script", "head", "title", "!--")
}
_ANY_TAG = re.compile(r"<(?=[!/a-zA-Z?])(?![\w.+=-]+@)[^<>]*>")
_BLANKS = re.compile(r"[ \t\xa0\u200b\ufeff]+")


@dataclass(frozen=True)
class Part:
    """One leaf of a letter, outside of what it quotes."""

    kind: str
    text: str
    #: The HTML source, where the text was taken from a page: it holds the links.
    source: str = ""


@dataclass(frozen=True)
class ReturnedLetter:
    """A letter as the detectors see it."""

    headers: dict[str, tuple[str, ...]]
    kind: str
    parts: tuple[Part, ...]
    #: The letters that it quotes as parts of their own: headers, then body.
    quoted: tuple[str, ...]
    parsed: Message = field(repr=False, compare=False)

    def header(self, name: str) -> str:
        """Return the first header of that name (in lower case), unfolded and decoded; an empty string without one."""
        return self.headers.get(name, ("",))[0]

    @cached_property
    def subject(self) -> str:
        """The subject, folded."""
        return fold(self.header("subject")).strip()

    @cached_property
    def report_type(self) -> str:
        """The `report-type` of a `multipart/report` (RFC 6522), in lower case."""
        found = re.search(r"report-type\s*=\s*\"?([\w-]+)", self.header("content-type"), re.IGNORECASE)
        return found[1].lower() if found else ""

    @cached_property
    def statuses(self) -> str:
        """The text of the parts with the fields of a delivery report."""
        return "\n\n".join(part.text for part in self.parts if part.kind in _STATUS_TYPES)

    @cached_property
    def written(self) -> str:
        """Everything that the sender wrote, including quotations; the plain text where there is one, else the HTML."""
        plain = [part.text for part in self.parts if part.kind.startswith("text/") and part.kind != "text/html"]
        if any(text.strip() for text in plain):
            return "\n".join(plain)
        return "\n".join(part.text for part in self.parts if part.kind == "text/html")

    @cached_property
    def prose(self) -> str:
        """What the sender wrote above the quotation."""
        return quoting.before(self.written)

    @cached_property
    def folded(self) -> str:
        """The prose, ready for the tables of phrases."""
        return fold(self.prose)

    @cached_property
    def everything(self) -> str:
        """Everything readable, including headers, quotations and links: signed tokens are looked for here."""
        headers = (f"{name}: {value}" for name, values in self.headers.items() for value in values)
        return "\n".join((*headers, *(part.source or part.text for part in self.parts), *self.quoted))

    @cached_property
    def original(self) -> str:
        """The letter that is quoted, in a part of its own or below the prose; an empty string without one."""
        return "\n".join(self.quoted) or quoting.after(self.written)


def parse(raw: bytes) -> ReturnedLetter:
    """Read a letter; never raises."""
    raw = _EMPTY_LINES.sub(b"\n" * 40, _LINE_ENDS.sub(b"\n", raw[: 2 * _LARGEST])[:_LARGEST]).lstrip(b"\n")
    try:
        parsed = email.message_from_bytes(raw)
        found = list(_leaves(parsed))
    except Exception:  # noqa: BLE001 -- whatever a stranger's bytes do to the parser, they are a letter
        head, _, body = raw.partition(b"\n\n")
        try:
            parsed = email.message_from_bytes(head + b"\n\n")
        except Exception:  # noqa: BLE001
            parsed = Message()
        found = [("text/plain", _decoded(body, None))]
    parts = tuple(_part(kind, text) for kind, text in found if kind not in _QUOTED_TYPES)
    quoted = tuple(text for kind, text in found if kind in _QUOTED_TYPES)
    return ReturnedLetter(_headers(parsed), _kind(parsed), parts, quoted, parsed)


def _leaves(message: Message, depth: int = 0) -> Iterator[tuple[str, str]]:
    """Yield the type and text of every leaf; a quoted letter is one leaf."""
    kind = _kind(message)
    payload = message.get_payload()
    if kind in _QUOTED_TYPES or kind in _STATUS_TYPES or kind == "message/feedback-report":
        yield kind, _raw_text(message)
    elif isinstance(payload, list) and depth < _DEEPEST:
        for number, inner in enumerate(payload):
            if isinstance(inner, Message) and number < _MOST_PARTS:
                yield from _leaves(inner, depth + 1)
    elif kind.startswith(("text/", "message/", "multipart/")):
        # A multipart without its boundary is read as text.
        shown = "text/plain" if kind.startswith("multipart/") else kind
        yield shown, _text(message)


def _kind(message: Message) -> str:
    kind = message.get_content_type()
    # Some gateways break the header over two lines: « Content-Type: text/plain » without its semicolon.
    return kind if re.fullmatch(r"[\w.+-]+/[\w.+-]+", kind) else "text/plain"


def _text(message: Message) -> str:
    payload = message.get_payload(decode=True)
    raw = payload if isinstance(payload, bytes) else str(message.get_payload()).encode("utf-8", "replace")
    return _decoded(raw, _charset(message))


def _part(kind: str, text: str) -> Part:
    if kind == "text/html":
        return Part(kind, _unmarked(text)[:_LONGEST_TEXT], text)
    return Part(kind, text[:_LONGEST_TEXT] if kind.startswith("text/") else text)


def _charset(message: Message) -> str | None:
    try:
        return message.get_content_charset()
    except (LookupError, ValueError, TypeError):
        return None


def _decoded(raw: bytes, charset: str | None) -> str:
    """Return text; UTF-8 is believed over what was declared, because it hardly occurs by chance."""
    raw = _LINE_ENDS.sub(b"\n", raw)
    names = ("utf-8", charset or "cp1252")
    if charset and charset.startswith(("iso-2022", "utf-16", "utf-32", "utf-7", "hz")):
        names = (charset, "utf-8")
    for name in names:
        text = charsets.decoded(raw, name)
        if text is not None:
            return text
    return charsets.storable(raw.decode("cp1252", "replace"))


def _raw_text(message: Message) -> str:
    """Return the text of a part that the library took apart: its fields and the text below them."""
    payload = message.get_payload()
    if not isinstance(payload, list):
        return _text(message)
    text = "\n\n".join(_flat(inner) for inner in payload if isinstance(inner, Message))
    encoding = str(message.get("content-transfer-encoding", "")).strip().lower()
    try:
        if encoding == "base64":
            return _decoded(base64.b64decode(text.encode("ascii", "ignore")), None)
        if encoding == "quoted-printable":
            return _decoded(quopri.decodestring(text.encode("utf-8", "replace")), None)
    except (binascii.Error, ValueError):
        pass
    return text


def _flat(message: Message, depth: int = 0) -> str:
    fields = "\n".join(f"{name}: {_shown(value)}" for name, value in message.raw_items())
    payload = message.get_payload()
    if isinstance(payload, list):
        inner = [one for one in payload[:_MOST_PARTS] if isinstance(one, Message)]
        below = "\n".join(_flat(one, depth + 1) for one in inner) if depth < _DEEPEST else ""
    else:
        below = _text(message) if payload else ""
    return f"{fields}\n\n{below}"


def _headers(message: Message) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name, value in message.raw_items():
        lower = name.lower()
        found[lower] = (*found.get(lower, ()), _shown(value))
    return found


def _shown(value: object) -> str:
    """Return the value of a header in one line, its encoded-words decoded (RFC 2047), other bytes as text."""
    raw = str(value).encode("utf-8", "surrogateescape")
    text = re.sub(r"\s*\n\s*", " ", _decoded(raw, None))
    if "=?" not in text:
        return text.strip()
    try:
        pieces = email.header.decode_header(text)
    except (ValueError, email.errors.MessageError):
        return text.strip()
    return "".join(piece if isinstance(piece, str) else _decoded(piece, charset) for piece, charset in pieces).strip()


def _unmarked(text: str) -> str:
    """Return the words of an HTML page, a line for each block."""
    text = _without_silent(text)
    text = _ANY_TAG.sub(" ", _TAG.sub("\n", text))
    lines = (_BLANKS.sub(" ", line).strip() for line in html.unescape(text).split("\n"))
    return "\n".join(line for line in lines if line)


def _without_silent(text: str) -> str:
    """Return a page without its invisible parts: styles, scripts, head, comments. A part that never ends is kept."""
    kept, at, endless = [], 0, set[str]()
    while (found := _SILENT.search(text, at)) is not None:
        name = (found[1] or found[2]).lower()
        end = None if name in endless else _SILENCED[name].search(text, found.end())
        if end is None:
            endless.add(name)
            kept.append(text[at : found.end()])
            at = found.end()
        else:
            kept += [text[at : found.start()], " "]
            at = end.end()
    return "".join([*kept, text[at:]])
