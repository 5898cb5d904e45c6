"""The origin of a line of produced MJML: its template and line, so that an error points to where to correct it.

Every tag of a template carries a mark through Jinja, which `unmarked` takes out again. Refuses to mark typed text: a
tag that came with a value is located by the nearest tag before it.
"""

from __future__ import annotations

import re
import traceback
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import jinja2
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream

#: A control character: nobody can type one into a letter (`typed_text.require_printable`).
_SIGN = "\x1a"
_TAG = re.compile(r"<(?=[A-Za-z/])")
_TEMPLATE = re.compile(r"(?:designs/[^/]+/)?(?:emails/[^/]+|layout|blocks)/[^/]+\.(?:mjml|txt)$")
_MARK = re.compile(rf"{_SIGN}([^{_SIGN}:]+):(\d+){_SIGN}")


@dataclass(frozen=True)
class SourceLine:
    """Where a tag was written."""

    #: Name of the template, as Jinja knows it.
    file: str
    #: From 1.
    line: int


class Marks(Extension):
    """Puts a mark before every tag in the text of an MJML template."""

    def filter_stream(self, stream: TokenStream) -> Iterable[Token]:
        """Mark the text between Jinja's own tags; the lexer knows its lines."""
        name = stream.name or ""
        for token in stream:
            marked = name.endswith(".mjml") and token.type == "data"
            yield Token(token.lineno, "data", _marked(token.value, name, token.lineno)) if marked else token


def _marked(text: str, name: str, first_line: int) -> str:
    def mark(found: re.Match[str]) -> str:
        return f"{_SIGN}{name}:{first_line + text.count(chr(10), 0, found.start())}{_SIGN}<"

    return _TAG.sub(mark, text)


@dataclass(frozen=True)
class TemplateSource:
    """What Jinja produced, without marks, and where its tags come from."""

    text: str
    #: Positions in `text`, ascending.
    _positions: tuple[int, ...]
    _places: tuple[SourceLine, ...]

    def place(self, position: int) -> SourceLine | None:
        """Return where the last tag up to a position was written; `None` before the first tag."""
        found = bisect_right(self._positions, position)
        return self._places[found - 1] if found else None


def stopped_at(broken: Exception) -> SourceLine | None:
    """Return the line of the template where Jinja stopped; `None` when it was not in one of the templates."""
    if isinstance(broken, jinja2.TemplateSyntaxError) and broken.name:
        return SourceLine(broken.name, broken.lineno)
    for frame in reversed(traceback.extract_tb(broken.__traceback__)):
        found = _TEMPLATE.search(Path(frame.filename).as_posix())
        if found:
            return SourceLine(found.group(), frame.lineno or 0)
    return None


def unmarked(produced: str) -> TemplateSource:
    """Take the marks out of what Jinja produced."""
    pieces = list(_pieces(produced))
    positions: list[int] = []
    length = 0
    for text, _place in pieces:
        length += len(text)
        positions.append(length)
    places = [place for _text, place in pieces]
    known = [(position, place) for position, place in zip(positions, places, strict=True) if place is not None]
    return TemplateSource(
        "".join(text for text, _place in pieces),
        tuple(position for position, _place in known),
        tuple(place for _position, place in known),
    )


def _pieces(produced: str) -> Iterator[tuple[str, SourceLine | None]]:
    """Yield each run of text with the place of the tag that follows it."""
    end = 0
    for found in _MARK.finditer(produced):
        yield produced[end : found.start()], SourceLine(found[1], int(found[2]))
        end = found.end()
    yield produced[end:], None
