"""A letter as a blank form: constant byte runs, already encoded, and holes. Filling one is a join.

    headers, text, html (str and holes)  --compile_message-->  Blank  --fill(values)-->  bytes

All expensive work is done once per campaign. For one reader only a few short values remain to be encoded, each for its
place. The lengths of values never matter: in a body a hole sits between two soft line breaks, in a subject it is
encoded-words of its own. Refuses a value with a line end or another control character: it is never repaired. The bytes
obey RFC 5322, 2045 to 2047 and 5321: CRLF only, 7 bits (except for a reader whose local part is not ASCII), no line
above 998 octets, no line that begins with a dot.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Protocol

from mailer import attachments, encodings, errors, wire_guard
from runtime.language import _


class Hole(Protocol):
    """A place in a letter that a value of one reader fills."""

    @property
    def name(self) -> str:
        """The key of the value in `fill`."""

    @property
    def place(self) -> str:
        """How the value is encoded: `header`, `text`, `html`, `url` or `token`."""

    @property
    def fallback(self) -> str:
        """The text used when the reader has no value, or an empty one."""


Part = str | Hole
Parts = Sequence[Part]

#: How many encoded values are cached for each hole: first names and functions recur, tokens do not.
_REMEMBERED = 1024
_HEADER_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,40}")
_RESERVED = {"mime-version", "content-type", "content-transfer-encoding"}
#: The only header with free text. Every other one has a grammar, and the caller writes its encoded-words.
_UNSTRUCTURED = "subject"


@dataclass(frozen=True)
class Slot:
    """A hole of this package's own headers."""

    name: str
    place: str = "header"
    fallback: str = ""


@dataclass(frozen=True, slots=True)
class _Filling:
    """One distinct hole: its place, and a cache of values encoded for it."""

    name: str
    fallback: str
    encode: encodings.Encoder
    known: dict[str, bytes]
    positions: tuple[int, ...]

    def encoded(self, value: str) -> bytes:
        run = self.encode(value, self.name)
        if len(self.known) >= _REMEMBERED:
            self.known.clear()
        self.known[value] = run
        return run


class Blank:
    """A compiled letter that lacks only one reader's values."""

    __slots__ = ("_fillings", "_runs")

    def __init__(self, runs: list[bytes], fillings: tuple[_Filling, ...]) -> None:
        self._runs = runs
        self._fillings = fillings

    @property
    def names(self) -> frozenset[str]:
        """The names of the values that `fill` uses."""
        return frozenset(filling.name for filling in self._fillings)

    def fill(self, values: Mapping[str, str]) -> wire_guard.Proved:
        """Return the whole message for one reader. Names without a hole are ignored.

        Raises:
            errors.UnsafeValue: a value is not allowed in the place of its hole; no letter is made.
        """
        runs = self._runs.copy()
        for filling in self._fillings:
            value = values.get(filling.name) or filling.fallback
            run = filling.known.get(value)
            if run is None:
                run = filling.encoded(value)
            for position in filling.positions:
                runs[position] = run
        return wire_guard.Proved(b"".join(runs))


def compile_message(
    headers: Sequence[tuple[str, Parts]],
    text: Parts,
    html: Parts,
    *,
    boundary_seed: bytes,
    enclosed: Sequence[attachments.Enclosure] = (),
) -> Blank:
    """Compile a letter of two parts, the plain text first (RFC 2046 5.1.4), with the enclosures around them.

        mixed        what is attached
          alternative
            text/plain
            related  the HTML part and the pictures that stand in it (RFC 2387)
            another form of the same, such as text/calendar

    Boundaries come from `boundary_seed`, so that the same letter has the same bytes; they hold `=_`, which neither
    quoted-printable nor base64 ever writes, so nothing can contain them. The MIME headers are added here. Lines of
    `text` and `html` end with LF or CRLF.

    Raises:
        errors.HeaderRefused: a header is given twice, is a MIME header, or has a value that cannot be written.
        errors.UnsafeLetter: a constant part holds a control character.
        errors.UnsafeValue: a fallback is not allowed in the place of its hole.
    """
    _check_names([name for name, _parts in headers])
    form = _Form()
    for name, parts in headers:
        form.add_header(name, _merged(parts))
    form.add("MIME-Version: 1.0\r\n")
    tree = attachments.Tree(boundary_seed, enclosed, form.add)
    with tree.mixed(), tree.alternative():
        tree.begin(_TEXT.format(subtype="plain"))
        form.add_body(_merged(text), _BODY["plain"])
        with tree.related():
            tree.begin(_TEXT.format(subtype="html"))
            form.add_body(_merged(html), _BODY["html"])
    return form.blank()


def _check_names(names: list[str]) -> None:
    seen = set(_RESERVED)
    for name in names:
        if not _HEADER_NAME.fullmatch(name) or name.lower() in seen:
            raise errors.HeaderRefused(name=name, reason=_("il est de trop, ou son nom n’est pas permis"))
        seen.add(name.lower())


def _merged(parts: Parts) -> list[Part]:
    """Join neighbouring constants, so that every constant stands between holes; drop empty ones."""
    merged: list[Part] = []
    for is_constant, run in groupby(parts, lambda part: isinstance(part, str)):
        neighbours = list(run)
        merged += ["".join(map(str, neighbours))] if is_constant else neighbours
    return [part for part in merged if part != ""]


_TEXT = "Content-Type: text/{subtype}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
_BODY = {
    "plain": {
        "header": encodings.body_text,
        "text": encodings.body_text,
        "html": encodings.body_text,
        "url": encodings.body_url,
        "token": encodings.body_token,
    },
    "html": {
        "header": encodings.body_html,
        "text": encodings.body_html,
        "html": encodings.body_html,
        "url": encodings.body_url_in_html,
        "token": encodings.body_token,
    },
}


class _Form:
    """The runs and holes of a message under construction."""

    def __init__(self) -> None:
        self.runs: list[bytes] = []
        #: Positions in `runs` by name, fallback and encoder.
        self.holes: dict[tuple[str, str, encodings.Encoder], list[int]] = {}

    def add(self, constant: str) -> None:
        self.runs.append(constant.encode("ascii"))

    def add_hole(self, hole: Hole, encoder: encodings.Encoder) -> None:
        self.holes.setdefault((hole.name, hole.fallback, encoder), []).append(len(self.runs))
        self.runs.append(b"")

    def add_header(self, name: str, parts: list[Part]) -> None:
        for part in parts:
            if isinstance(part, str) and encodings.is_unsafe(part):
                raise errors.HeaderRefused(name=name, reason=_("il contient un caractère de commande"))
        self.add(f"{name}: ")
        if name.lower() == _UNSTRUCTURED:
            self._add_free_text(parts)
        else:
            self._add_structured(name, parts)
        self.add("\r\n")

    def _add_free_text(self, parts: list[Part]) -> None:
        if len(parts) == 1 and isinstance(parts[0], str):
            self.add(encodings.subject(parts[0]))
            return
        for index, part in enumerate(parts):
            if isinstance(part, str):
                self.add(("\r\n " if index else "") + "\r\n ".join(encodings.words(part)))
            else:
                self.add_hole(part, encodings.next_words if index else encodings.first_words)

    def _add_structured(self, name: str, parts: list[Part]) -> None:
        column = len(name) + 2
        room = self._room(name, column, parts)
        for part in parts:
            if isinstance(part, str):
                self.add(encodings.fold(part, column))
            elif part.place == "token":
                self.add_hole(part, encodings.token)
            else:
                self.add_hole(part, encodings.structured(column, room, utf8=name.lower() == "to"))
            column = encodings.UNKNOWN_COLUMN

    def _room(self, name: str, column: int, parts: list[Part]) -> int:
        """Return how long each value may be, so that even a header that cannot be folded stays below 998 octets."""
        constants = "".join(part for part in parts if isinstance(part, str))
        places = [part.place for part in parts if not isinstance(part, str)]
        tokens = places.count("token")
        left = wire_guard.LONGEST_LINE - column - len(constants) - encodings.LONGEST_TOKEN * tokens
        if left < 0 or not constants.isascii():
            raise errors.HeaderRefused(name=name, reason=_("il est trop long ou n’est pas en ASCII"))
        return left // max(1, len(places) - tokens)

    def add_body(self, parts: list[Part], encoders: Mapping[str, encodings.Encoder]) -> None:
        for index, part in enumerate(parts, start=1):
            if isinstance(part, str):
                self.add(encodings.text_run(part, before_hole=index < len(parts)))
            else:
                self.add_hole(part, encoders[part.place])

    def blank(self) -> Blank:
        """Close the form: constants that follow one another become one run."""
        wire_guard.check(b"".join(self.runs))
        taken = {position for positions in self.holes.values() for position in positions}
        runs: list[bytes] = []
        moved: dict[int, int] = {}
        for is_hole, run in groupby(enumerate(self.runs), lambda numbered: numbered[0] in taken):
            for position, _empty in list(run) if is_hole else []:
                moved[position] = len(runs)
                runs.append(b"")
            if not is_hole:
                runs.append(b"".join(constant for _position, constant in run))
        return Blank(runs, tuple(self._fillings(moved)))

    def _fillings(self, moved: dict[int, int]) -> list[_Filling]:
        fillings = []
        for (name, fallback, encode), positions in self.holes.items():
            filling = _Filling(name, fallback, encode, {}, tuple(moved[position] for position in positions))
            if fallback:
                filling.encoded(fallback)
            fillings.append(filling)
        return fillings
