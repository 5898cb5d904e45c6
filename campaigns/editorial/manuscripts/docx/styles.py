"""The styles of a Word file, each based on another: what a paragraph is, and how its words are set."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from campaigns.editorial.manuscripts.docx import names

#: Word writes the names of its own styles in English, whatever its language; other programs may translate them.
_HEADING = re.compile(r"(?:heading|titre|title) ([1-9])")
#: The list styles that mean a nested list.
_INNER_LIST = re.compile(r"list (?:bullet|number) ([2-5])")
_DEEPEST = 20


class ParagraphRole(StrEnum):
    """What a paragraph is to its reader."""

    TEXT = "text"
    TITLE = "title"
    SUBTITLE = "subtitle"
    QUOTE = "quote"
    CONTENTS = "contents"


_ROLES = {
    **dict.fromkeys(("title", "titre"), ParagraphRole.TITLE),
    **dict.fromkeys(("subtitle", "sous-titre"), ParagraphRole.SUBTITLE),
    **dict.fromkeys(
        ("quote", "intense quote", "citation", "citation intense", "block text", "quotations"), ParagraphRole.QUOTE
    ),
    "toc heading": ParagraphRole.CONTENTS,
}


@dataclass(frozen=True)
class Look:
    """How words are formatted; `None` inherits."""

    bold: bool | None = None
    italic: bool | None = None
    hidden: bool | None = None
    struck: bool | None = None
    #: `superscript`, `subscript`, `baseline`; `None` when it is not set.
    place: str | None = None

    def over(self, under: Look) -> Look:
        """Return this look where it says something, and the other where it does not."""
        return Look(
            under.bold if self.bold is None else self.bold,
            under.italic if self.italic is None else self.italic,
            under.hidden if self.hidden is None else self.hidden,
            under.struck if self.struck is None else self.struck,
            under.place if self.place is None else self.place,
        )


def look(properties: Any) -> Look:
    """Return what run properties (`w:rPr`) say themselves."""
    if properties is None:
        return Look()
    hidden = names.is_on(properties, "vanish") or names.is_on(properties, "specVanish")
    struck = names.is_on(properties, "strike") or names.is_on(properties, "dstrike")
    place = names.child(properties, "vertAlign")
    shift = names.value(place) if place is not None else None
    return Look(names.is_on(properties, "b"), names.is_on(properties, "i"), hidden, struck, shift)


class Styles:
    """The styles of one file, by id."""

    def __init__(self, root: Any) -> None:
        found = [] if root is None else [one for one in root if names.name(one) == "style"]
        self._styles = {names.value(one, "styleId"): one for one in found}

    def role(self, style: str) -> ParagraphRole:
        """Return what a paragraph of a style is."""
        for one in self._chain(style):
            said = self._name(one)
            if said in _ROLES:
                return _ROLES[said]
            if said.startswith("toc "):
                return ParagraphRole.CONTENTS
        return ParagraphRole.TEXT

    def level(self, style: str) -> int | None:
        """Return the rank of a title, from 1; `None` for other styles."""
        for one in self._chain(style):
            if found := _HEADING.fullmatch(self._name(one)):
                return int(found[1])
            outline = names.path(one, "pPr", "outlineLvl")
            if outline is not None:
                return outline_level(outline)
        return None

    def numbering(self, style: str) -> Any:
        """Return the numbering (`w:numPr`) of a style; `None` when it has no numbering."""
        found = (names.path(one, "pPr", "numPr") for one in self._chain(style))
        return next((one for one in found if one is not None), None)

    def depth(self, style: str) -> int:
        """Return how many lists a list of a style stands in."""
        called = map(self._name, self._chain(style))
        return next((int(found[1]) - 1 for one in called if (found := _INNER_LIST.fullmatch(one))), 0)

    def look(self, style: str) -> Look:
        """Return how the words of a character style are set."""
        seen = Look()
        for one in self._chain(style):
            seen = seen.over(look(names.child(one, "rPr")))
        return seen

    def is_hidden(self, style: str) -> bool:
        """Say whether the words of a paragraph style are not shown."""
        return bool(self.look(style).hidden)

    def _name(self, style: Any) -> str:
        named = names.child(style, "name")
        return names.value(named).lower() if named is not None else ""

    def _chain(self, style: str) -> Iterator[Any]:
        for _step in range(_DEEPEST):
            found = self._styles.get(style)
            if found is None:
                return
            yield found
            based = names.child(found, "basedOn")
            if based is None:
                return
            style = names.value(based)


def outline_level(outline: Any) -> int | None:
    """Return the rank that `w:outlineLvl` means; 9 is the text itself."""
    said = names.value(outline)
    return int(said) + 1 if said.isdecimal() and int(said) < 9 else None
