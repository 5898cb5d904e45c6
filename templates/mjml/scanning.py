"""MJML and HTML read as a sequence of tags, each with its line: enough to check, to rewrite and to name a place.

Refuses to build a tree: it yields the tags as written, in order, with their places in the source.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_TAG = re.compile(
    r"""<!--.*?-->
    |<(?P<close>/)?(?P<name>[A-Za-z][\w:.-]*)
      (?P<attributes>(?:\s+[^\s=<>/"']+(?:\s*=\s*(?:"[^"]*"|'[^']*'))?)*)
      \s*(?P<alone>/)?>
    |<""",
    re.DOTALL | re.VERBOSE,
)
_ATTRIBUTE = re.compile(r"""([^\s=<>/"']+)(?:(\s*=\s*)("[^"]*"|'[^']*'))?""")


@dataclass(frozen=True)
class Tag:
    """An opening or closing tag, or a stray `<`."""

    #: In lower case; empty for a stray `<`.
    name: str
    #: Whether it closes.
    closing: bool
    #: Whether it opens and closes at once: `<br/>`.
    alone: bool
    #: As written, in order; names in lower case, values without their quotes and with their entities.
    attributes: tuple[tuple[str, str], ...]
    #: Its position in the source.
    start: int
    end: int
    #: The line of its first character, from 1.
    line: int

    def get(self, attribute: str) -> str | None:
        """Return the value of an attribute, `None` when the tag does not have it."""
        return next((value for name, value in self.attributes if name == attribute), None)


def tags(source: str) -> Iterator[Tag]:
    """Read every tag; comments, conditional ones too, are passed over."""
    line, counted = 1, 0
    for match in _TAG.finditer(source):
        line += source.count("\n", counted, match.start())
        counted = match.start()
        if match.group().startswith("<!--"):
            continue
        yield Tag(
            (match["name"] or "").lower(),
            match["close"] is not None,
            match["alone"] is not None,
            tuple(_attributes(match["attributes"] or "")),
            match.start(),
            match.end(),
            line,
        )


def once(tag: str) -> str:
    """Return the text of one tag, of each attribute only the first."""
    head = re.match(r"</?[\w:.-]+", tag)
    start = head.end() if head else 0
    seen: set[str] = set()

    def kept(match: re.Match[str]) -> str:
        name = match[1].lower()
        repeats = name in seen
        seen.add(name)
        return "" if repeats else match.group()

    return tag[:start] + _ATTRIBUTE.sub(kept, tag[start:])


def with_values(tag: str, rewrite: Callable[[str, str], str]) -> str:
    """Return the text of one tag, every value in double quotes and as `rewrite(name, value)` makes it."""
    head = re.match(r"</?[\w:.-]+", tag)
    start = head.end() if head else 0
    return tag[:start] + _ATTRIBUTE.sub(lambda match: _rewritten(match, rewrite), tag[start:])


def _rewritten(match: re.Match[str], rewrite: Callable[[str, str], str]) -> str:
    name, _equals, value = match.groups()
    return name if value is None else f'{name}="{rewrite(name.lower(), value[1:-1])}"'


def _attributes(text: str) -> Iterator[tuple[str, str]]:
    for name, _equals, value in _ATTRIBUTE.findall(text):
        yield name.lower(), value[1:-1]
