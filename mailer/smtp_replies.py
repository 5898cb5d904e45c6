"""Replies of a mail server: a code and lines of text (RFC 5321 4.2), read from bytes that may be split anywhere.

Refuses what is not a reply: a server that sends anything else is not understood, and the connection is given up.
"""

from __future__ import annotations

import re
from typing import NamedTuple

#: RFC 5321 4.5.3.1.5 says 512; a reply with its lines is bounded so that no server fills the memory.
_LONGEST_LINE = 4096
_MOST_LINES = 128
#: Shorter than a reply that holds a queue id.
_SHORT = 24
_MOST_KNOWN = 32

_ENHANCED = re.compile(r"([245])\.(\d{1,3})\.(\d{1,3})(?!\S)")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_ESSENTIAL = re.compile(rb"[2-5][0-5][0-9](?:[ -].*)?", re.DOTALL)


class Reply(NamedTuple):
    """One reply of a server."""

    #: Three digits, 200 to 559.
    code: int
    #: The text of each line, without code; a control character shows as `?`.
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """The lines joined by spaces."""
        return " ".join(self.lines)

    @property
    def status(self) -> str | None:
        """The enhanced status code (RFC 3463) such as `5.1.1`; `None` when it is missing or contradicts the code."""
        found = _ENHANCED.match(self.lines[0])
        return found[0] if found is not None and int(found[1]) == self.code // 100 else None

    def __str__(self) -> str:
        """Return the reply in one line, as it is shown and kept."""
        return f"{self.code} {self.text}".rstrip()


class Garbled(ValueError):
    """What came is not a reply. Never leaves `mailer`: it ends the connection."""


def parse(data: bytes) -> Reply:
    """Read exactly one whole reply.

    Raises:
        Garbled: it is less than a reply, more than one, or not a reply.
    """
    reader = ReplyReader()
    replies = reader.feed(data)
    if len(replies) != 1 or reader.is_amid:
        raise Garbled
    return replies[0]


class ReplyReader:
    """Assembles replies from bytes. One for each connection."""

    __slots__ = ("_known", "_lines", "_rest")

    def __init__(self) -> None:
        self._rest = b""
        #: Lines of a reply whose last line has not come yet.
        self._lines: list[bytes] = []
        #: A cache of short replies of one line, by that line: a server says the same three for every letter.
        self._known: dict[bytes, Reply] = {}

    @property
    def is_amid(self) -> bool:
        """Whether a reply has begun and is not complete."""
        return bool(self._rest or self._lines)

    def feed(self, data: bytes) -> list[Reply]:
        """Return the replies that `data` completes, in order. A line may end with LF alone.

        Raises:
            Garbled: a line is not part of a reply, or has no end. The replies before it in `data` are in `args[0]`.
        """
        lines = (self._rest + data).split(b"\n")
        self._rest = lines.pop()
        replies: list[Reply] = []
        for line in lines:
            reply = None if self._lines else self._known.get(line)
            reply = reply or self._read(line, replies)
            if reply is not None:
                replies.append(reply)
        if len(self._rest) > _LONGEST_LINE:
            raise Garbled(replies)
        return replies

    def _read(self, line: bytes, before: list[Reply]) -> Reply | None:
        """Take one line in; return the reply that it ends."""
        if _ESSENTIAL.fullmatch(line.rstrip(b"\r")) is None or len(line) > _LONGEST_LINE:
            raise Garbled(before)
        if self._lines and (line[:3] != self._lines[0][:3] or len(self._lines) >= _MOST_LINES):
            raise Garbled(before)
        self._lines.append(line)
        if line[3:4] == b"-":
            return None
        reply = Reply(int(line[:3]), tuple(map(_text, self._lines)))
        if len(self._lines) == 1 and len(line) <= _SHORT and len(self._known) < _MOST_KNOWN:
            self._known[line] = reply
        self._lines = []
        return reply


def _text(line: bytes) -> str:
    return _CONTROL.sub("?", line[4:].decode("utf-8", "replace").strip())
