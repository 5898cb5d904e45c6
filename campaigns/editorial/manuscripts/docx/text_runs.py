"""The words of a paragraph in a Word file: exactly what its readers see, in order.

Refuses what was deleted, moved away or hidden, comments, and the workings of fields.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

from campaigns.editorial.manuscripts import invisible_characters, unwrapped_links
from campaigns.editorial.manuscripts.docx import names, styles
from campaigns.editorial.manuscripts.docx.archives import Archive
from campaigns.editorial.manuscripts.docx.styles import Look, Styles
from campaigns.editorial.manuscripts.remarks import Told
from templates import foreign_fields
from templates.rich_text import nodes, prosemirror

_HYPERLINK = re.compile(r'\s*HYPERLINK\s+(?:\\[a-z]\s+)*"([^"]*)"', re.IGNORECASE)
_MERGE = re.compile(r'\s*MERGEFIELD\s+(?:"([^"]*)"|(\S+))', re.IGNORECASE)
#: Elements that only contain words, with no meaning of their own.
_TRANSPARENT = frozenset({
    "ins", "moveTo", "smartTag", "sdt", "sdtContent", "customXml", "dir", "bdo", "ruby", "rubyBase", "Choice", "group",
})  # fmt: skip
_GONE = frozenset({"del", "moveFrom", "delText", "delInstrText"})
#: Characters that Word writes as elements.
_SIGNS = {"tab": " ", "ptab": " ", "noBreakHyphen": "\u2011", "softHyphen": ""}
#: Of the fonts Symbol and Wingdings, the signs that people mean.
_SYMBOLS = {
    "f0b7": "•", "f0a7": "▪", "f0d8": "►", "f0fc": "✓", "f0e0": "→", "f0a8": "◆", "f0b0": "°", "f0d7": "·", "f0be": "—",
    "f020": " ", "f02d": "-", "f04a": "☺", "f028": "☎", "f02a": "✉",
}  # fmt: skip


@dataclass(frozen=True)
class Reference:
    """A place that refers to a note."""

    #: `footnotes` or `endnotes`.
    kind: str
    id: str


@dataclass(frozen=True)
class Box:
    """Text that floats beside its paragraph (`w:txbxContent`)."""

    element: Any


@dataclass(frozen=True)
class Drawn:
    """A picture in a paragraph."""

    #: The part that holds it; empty when it lies elsewhere.
    part: str
    #: `None` without an alternative text; empty when the picture only decorates.
    alt: str | None


Piece: TypeAlias = nodes.Inline | Reference | Box | Drawn


@dataclass
class _Field:
    """A field that is open: its instruction, then its result."""

    instruction: str = ""
    shows: bool = False

    @property
    def link(self) -> str | None:
        found = _HYPERLINK.match(self.instruction)
        return found[1] if found else None

    @property
    def merged(self) -> str | None:
        """The merge field that Word would fill, as it is typed here."""
        return _merge_field(self.instruction)


@dataclass
class Runs:
    """Reads the runs of one part of a file; counts what is not kept."""

    archive: Archive
    part: str
    styles: Styles
    told: Counter[Told]
    #: Fields that are open, the innermost last; one may end in another paragraph than it began.
    fields: list[_Field] = field(default_factory=list)

    def read(self, paragraph: Any) -> list[Piece]:
        """Return the pieces of a paragraph in order; neighbours with the same formatting are joined."""
        return _joined(self._children(paragraph, None))

    def _children(self, element: Any, link: str | None) -> Iterator[Piece]:
        for one in element:
            yield from self._piece(one, link)

    def _piece(self, element: Any, link: str | None) -> Iterator[Piece]:
        kind = names.name(element)
        match kind:
            case "r":
                yield from self._run(element, link)
            case "hyperlink":
                yield from self._children(element, self._target(element) or link)
            case "fldSimple":
                yield from self._simple_field(element, link)
            case "oMath" | "oMathPara":
                self.told[Told.EQUATIONS] += 1
            case "AlternateContent":
                first = next((one for one in element if names.name(one) in {"Choice", "Fallback"}), None)
                yield from self._children(first, link) if first is not None else ()
            case _ if kind in _GONE:
                self.told[Told.DELETED] += 1
            case _ if kind in _TRANSPARENT:
                yield from self._children(element, link)

    def _simple_field(self, element: Any, link: str | None) -> Iterator[Piece]:
        instruction = names.value(element, "instr")
        if (merged := _merge_field(instruction)) is not None:
            yield nodes.Text(merged, nodes.Marks(link=link))
            return
        found = _HYPERLINK.match(instruction)
        yield from self._children(element, self._address(found[1]) if found else link)

    def _run(self, run: Any, link: str | None) -> Iterator[Piece]:
        properties = names.child(run, "rPr")
        seen = self._look(properties)
        if seen.hidden:
            self.told[Told.HIDDEN] += 1
            return
        marks = nodes.Marks(bool(seen.bold), bool(seen.italic), link)
        self.told[Told.STRUCK] += bool(seen.struck)
        for element in run:
            for piece in self._content(element, marks):
                yield _shifted(piece, seen.place)

    def _content(self, element: Any, marks: nodes.Marks) -> Iterator[Piece]:
        kind = names.name(element)
        if kind in {"fldChar", "instrText"}:
            ended = self._work(kind, element)
            if ended is not None and ended.merged is not None and not self._is_silent():
                yield nodes.Text(ended.merged, marks)
        elif self._is_silent():
            return
        elif kind in _GONE:
            self.told[Told.DELETED] += 1
        elif kind in {"drawing", "pict", "object", "AlternateContent"}:
            yield from self._drawing(element)
        else:
            yield from self._said(kind, element, marks)

    def _is_silent(self) -> bool:
        """Tell whether this is the instruction of a field, or what Word last showed in a merge field: one reader's."""
        return any(not one.shows or one.merged is not None for one in self.fields)

    def _said(self, kind: str, element: Any, marks: nodes.Marks) -> Iterator[Piece]:
        if kind == "t":
            yield from self._text(element.text or "", marks)
        elif kind in _SIGNS:
            yield from self._text(_SIGNS[kind], marks)
        elif kind == "sym":
            yield from self._text(self._symbol(element), marks)
        elif kind in {"cr", "br"}:
            yield nodes.Break()  # of a line, a column or a page: the words on both sides stay apart
        elif kind in {"footnoteReference", "endnoteReference"}:
            yield Reference(kind.replace("Reference", "s"), names.value(element, "id"))

    def _text(self, text: str, marks: nodes.Marks) -> Iterator[Piece]:
        if not text:
            return
        link = next((found for one in reversed(self.fields) if (found := one.link)), None)
        if link is not None and marks.link is None:
            marks = nodes.Marks(marks.bold, marks.italic, self._address(link))
        yield nodes.Text(invisible_characters.printable(text), marks)

    def _look(self, properties: Any) -> Look:
        style = names.child(properties, "rStyle")
        inherited = self.styles.look(names.value(style)) if style is not None else Look()
        return styles.look(properties).over(inherited)

    def _work(self, kind: str, element: Any) -> _Field | None:
        """Follow a field; return the one that ends here."""
        if kind == "instrText":
            if self.fields:
                self.fields[-1].instruction += element.text or ""
            return None
        match names.value(element, "fldCharType"):
            case "begin":
                self.fields.append(_Field())
            case "separate" if self.fields:
                self.fields[-1].shows = True
            case "end" if self.fields:
                return self.fields.pop()
        return None

    def _symbol(self, element: Any) -> str:
        said = names.value(element, "char").lower()
        found = _SYMBOLS.get(said)
        if found is None:
            self.told[Told.SYMBOLS] += 1
        return found or ""

    def _drawing(self, element: Any) -> Iterator[Piece]:
        chosen = next((one for one in element if names.name(one) in {"Choice", "Fallback"}), element)
        if names.name(element) != "AlternateContent":
            chosen = element
        found = list(self._inside(chosen, _alt(chosen)))
        self.told[Told.DRAWINGS] += not found and names.name(element) != "pict"  # a `pict` may be a mere line
        yield from found

    def _inside(self, element: Any, alt: str | None) -> Iterator[Piece]:
        for one in element:
            match names.name(one):
                case "txbxContent":
                    self.told[Told.BOXES] += 1
                    yield Box(one)
                case "blip" | "imagedata":
                    yield Drawn(self._picture(one), alt)
                case "AlternateContent":
                    yield from self._drawing(one)
                case _:
                    yield from self._inside(one, alt)

    def _picture(self, element: Any) -> str:
        inside = names.related(element, "embed") or names.related(element, "id")
        target = self.archive.relations(self.part).get(inside)
        return target.target if target is not None and not target.external else ""

    def _target(self, element: Any) -> str | None:
        relation = self.archive.relations(self.part).get(names.related(element, "id"))
        if relation is None or not relation.external:
            return None  # a link to a bookmark in the file itself
        anchor = names.value(element, "anchor")
        return self._address(f"{relation.target}#{anchor}" if anchor else relation.target)

    def _address(self, link: str) -> str | None:
        found = unwrapped_links.address(link)
        self.told[Told.LINKS] += found is None
        return found


def _merge_field(instruction: str) -> str | None:
    """Return the merge field of an instruction, ours where there is one of this name; the checks find what is none."""
    found = _MERGE.match(instruction)
    if found is None:
        return None
    name = re.sub(r"[{}|]", "", invisible_characters.printable(found[1] or found[2]))
    return f"{{{{ {foreign_fields.ours(name) or name} }}}}"


def _shifted(piece: Piece, place: str | None) -> Piece:
    if place is None or not isinstance(piece, nodes.Text):
        return piece
    return replace(piece, text=invisible_characters.shifted(piece.text, place))


def _alt(drawing: Any) -> str | None:
    for one in drawing.iter():
        match names.name(one):
            case "decorative" if one.get("val") in {"1", "true"}:
                return ""
    for one in drawing.iter():
        if names.name(one) in {"docPr", "shape"}:
            return invisible_characters.alternative(one.get("descr") or one.get("alt") or "")
    return None


def _joined(pieces: Iterator[Piece]) -> list[Piece]:
    """Join neighbours with the same formatting: Word splits words, and merge fields, anywhere."""
    joined: list[Piece] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        if isinstance(piece, nodes.Text) and isinstance(last, nodes.Text) and piece.marks == last.marks:
            joined[-1] = nodes.Text(last.text + piece.text, piece.marks)
        elif not isinstance(piece, nodes.Text) or piece.text:
            joined.append(piece)
    return [one for piece in joined for one in (_parsed(piece) if isinstance(piece, nodes.Text) else (piece,))]


def _parsed(text: nodes.Text) -> tuple[nodes.Inline, ...]:
    return prosemirror.runs(text.text, text.marks)
