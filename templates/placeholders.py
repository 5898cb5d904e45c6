"""Opaque words that stand for placeholders while Jinja, MJML and the inliner work on the letter around them.

A token is letters and digits only, so nothing escapes, splits or moves it. Its key is random for each compile, so
typed text cannot contain one. Refuses to outlive the compile: `restore` turns tokens back into placeholders.
"""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TypeAlias

from runtime.language import _
from templates import errors, letters, merge_fields, urls


class _Turn(Enum):
    OTHERWISE = auto()
    END = auto()


@dataclass(frozen=True)
class _Begin:
    condition: str


_Meaning: TypeAlias = letters.Slot | letters.LinkOccurrence | _Begin | _Turn


@dataclass
class Tokens:
    """The tokens of one compile; `key` is unguessable, in lower-case letters and digits."""

    key: str
    _meanings: list[_Meaning] = field(default_factory=list)
    _links: dict[tuple[str, str], letters.Link] = field(default_factory=dict)

    @property
    def pattern(self) -> re.Pattern[str]:
        """The pattern that matches the tokens of this compile, and their numbers."""
        return re.compile(f"zjz{self.key}n([0-9]+)zjz")

    @property
    def links(self) -> tuple[letters.Link, ...]:
        """Every counted link so far, in order of appearance."""
        return tuple(self._links.values())

    def slot(self, name: str, place: letters.ValueContext, fallback: str = "") -> str:
        """Return a token for a placeholder."""
        return self._token(letters.Slot(name, place, fallback))

    def fields(self, text: str, place: letters.ValueContext) -> str:
        """Return typed text with a token for each of its merge fields; the rest is as it was, unescaped."""
        return "".join(
            part if isinstance(part, str) else self.slot(part.name, place, part.fallback or "")
            for part in merge_fields.parse(text)
        )

    def address(self, url: str, key: str, label: str, place: letters.ValueContext) -> str:
        """Return a token for a link of item `key`; a mailbox or a telephone, not counted, stays as it is."""
        url = urls.normalised(url)
        if not urls.is_web(url):
            return url
        known = self._links.get((key, url))
        link = known or letters.Link(str(len(self._links) + 1), url, key, label)
        self._links[key, url] = link
        return self._token(letters.LinkOccurrence(link, place))

    def begin(self, condition: str) -> str:
        """Return the token that opens a choice; an empty condition is always true, and makes no choice."""
        return self._token(_Begin(condition))

    def otherwise(self) -> str:
        """Return the token between the two alternatives of a choice."""
        return self._token(_Turn.OTHERWISE)

    def end(self) -> str:
        """Return the token that closes a choice."""
        return self._token(_Turn.END)

    def width(self, text: str) -> int:
        """Return the number of characters that `text` has once its placeholders hold their fallbacks."""
        pieces = self.pattern.split(text)
        return sum(len(piece) if odd % 2 == 0 else self._length(int(piece)) for odd, piece in enumerate(pieces))

    def restore(self, text: str) -> letters.Parts:
        """Turn text with tokens into parts; raises TemplateRefused when choices are not closed in order."""
        pieces = deque[str | _Meaning]()
        for odd, piece in enumerate(self.pattern.split(text)):
            if odd % 2:
                pieces.append(self._meanings[int(piece)])
            elif piece:
                pieces.append(piece)
        parts, closed = _parts(pieces)
        if closed is not None:
            raise _unbalanced()
        return parts

    def restore_lines(self, text: str) -> letters.Parts:
        """Restore a text part; the line of a choice token that stands alone is removed with it."""
        return self.restore(re.sub(rf"(?m)^[ ]*({self._choices()})[ ]*\n", r"\1", text))

    def conditions(self) -> frozenset[str]:
        """Return the name of every condition that was asked about."""
        asked = (meaning.condition for meaning in self._meanings if isinstance(meaning, _Begin))
        return frozenset(name for condition in asked for name in condition.split("|") if name)

    def _choices(self) -> str:
        numbers = [number for number, meaning in enumerate(self._meanings) if isinstance(meaning, _Begin | _Turn)]
        return "|".join(f"zjz{self.key}n{number}zjz" for number in numbers) or "(?!)"

    def _length(self, number: int) -> int:
        match self._meanings[number]:
            case letters.Slot() as slot:
                return len(slot.fallback)
            case letters.LinkOccurrence() as address:
                return len(address.link.url)
            case _:
                return 0

    def _token(self, meaning: _Meaning) -> str:
        self._meanings.append(meaning)
        return f"zjz{self.key}n{len(self._meanings) - 1}zjz"


def _parts(
    pieces: deque[str | _Meaning],
) -> tuple[letters.Parts, _Turn | None]:
    parts: list[letters.Part] = []
    while pieces:
        match pieces.popleft():
            case _Begin(condition):
                choice = _choice(condition, pieces)
                parts += [choice] if condition else choice.then
            case _Turn() as turn:
                return tuple(parts), turn
            case part:
                parts.append(part)
    return tuple(parts), None


def _choice(condition: str, pieces: deque[str | _Meaning]) -> letters.Choice:
    then, turn = _parts(pieces)
    otherwise: letters.Parts = ()
    if turn is _Turn.OTHERWISE:
        otherwise, turn = _parts(pieces)
    if turn is not _Turn.END:
        raise _unbalanced()
    return letters.Choice(condition, then, otherwise)


def _unbalanced() -> errors.TemplateRefused:
    return errors.TemplateRefused(file="", reason=_("un choix n’y est pas refermé"))
