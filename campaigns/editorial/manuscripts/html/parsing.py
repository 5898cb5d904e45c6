"""HTML read into a manuscript: what Word, Outlook or a page puts on the clipboard, and what Relais exports."""

from __future__ import annotations

import base64
import binascii
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from campaigns.editorial.manuscripts import invisible_characters, manuscript, nested_lists, remarks, unwrapped_links
from campaigns.editorial.manuscripts.html import pages, styling, tables
from campaigns.editorial.manuscripts.html.lines import LineBuilder
from campaigns.editorial.manuscripts.html.styling import Fate
from campaigns.editorial.manuscripts.manuscript import Footnote, Manuscript, Part, Subtitle, Title
from campaigns.editorial.manuscripts.nested_lists import ListItem
from campaigns.editorial.manuscripts.remarks import Told
from templates.rich_text import nodes

_BLOCKS = frozenset({
    "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "blockquote", "section", "article", "main",
    "header", "footer", "aside", "nav", "figure", "figcaption", "center", "dl", "dt", "dd", "pre", "address", "body",
    "form", "fieldset", "details", "summary", "img",
})  # fmt: skip
_DATA = re.compile(r"data:image/(?:png|jpe?g|gif|webp);base64,(.*)", re.DOTALL | re.IGNORECASE)
_NUMBER = re.compile(r"\(?(\d{1,4})[.)]")
_ORDERED = re.compile(r"\(?(?:\d{1,4}|[a-zA-Z]{1,2}|[ivxIVX]{1,5})[.)]")
_DEEPEST = 60
_TOLD = {
    Fate.DELETED: Told.DELETED,
    Fate.HIDDEN: Told.HIDDEN,
    Fate.COMMENT: Told.COMMENTS,
    Fate.CONTENTS: Told.CONTENTS,
    Fate.MARGIN: Told.MARGINS,
}
_PLAIN = nodes.Marks()


@dataclass(frozen=True)
class _Setting:
    """How words are formatted at the current place."""

    marks: nodes.Marks = _PLAIN
    #: Whether every space counts.
    keep: bool = False
    depth: int = 0


def read(html: str, *, beside: bool = False) -> Manuscript:
    """Read HTML; `beside` allows pictures in files beside it, which the caller reads when it stores them.

    Raises:
        Unreadable: it is far too long, or elements are nested too deeply.
    """
    root = pages.parsed(html)
    return Manuscript(()) if root is None else _Reader(root, beside=beside).manuscript()


class _Reader:
    """One page at work."""

    def __init__(self, root: Any, *, beside: bool) -> None:
        self.told: Counter[Told] = Counter()
        self.pictures: dict[str, bytes] = {}
        self._root = root
        self._beside = beside
        self._notes = {one.get("id"): one for one in root.iter() if isinstance(one.tag, str) and styling.is_note(one)}
        self._marks: dict[str, str] = {}
        self._pending: list[Footnote] = []
        self._counts: dict[tuple[str, int], int] = defaultdict(int)

    def manuscript(self) -> Manuscript:
        """Read everything."""
        body = self._root.find("body")
        parts = nested_lists.gathered(self._flow(self._root if body is None else body, _Setting()))
        return Manuscript(tuple(parts), self.pictures, remarks.sentences(self.told))

    def blocks(self, element: Any, setting: _Setting) -> tuple[nodes.Block, ...]:
        """Return the blocks of a cell, an item or a quotation; titles in there are paragraphs."""
        parts = nested_lists.gathered(self._flow(element, setting))
        return tuple(
            nodes.Paragraph(part.content) if isinstance(part, Title | Subtitle | Footnote) else part for part in parts
        )

    def _flow(self, element: Any, setting: _Setting) -> Iterator[Part | ListItem]:
        """Read what stands in an element: lines, and the blocks between them."""
        inside = _inside(element, setting, self._address)
        line = LineBuilder()
        yield from self._into(element, inside, line)
        yield from self._ended(line, inside)

    def _into(self, element: Any, setting: _Setting, line: LineBuilder) -> Iterator[Part | ListItem]:
        """Add the words of an element to a line; where a block stands, the line before it ends."""
        line.add(element.text or "", setting.marks, keep=setting.keep)
        for child in element:
            if isinstance(child.tag, str):
                yield from self._child(child, setting, line)
            line.add(child.tail or "", setting.marks, keep=setting.keep)

    def _child(self, child: Any, setting: _Setting, line: LineBuilder) -> Iterator[Part | ListItem]:
        fate = styling.fate(child)
        if fate is not Fate.SHOWN:
            if fate in _TOLD and (child.text_content() or "").strip():
                self.told[_TOLD[fate]] += 1
        elif setting.depth > _DEEPEST:
            line.add(child.text_content() or "", setting.marks, keep=setting.keep)
        elif child.tag in _BLOCKS:
            yield from self._ended(line, setting)
            yield from self._block(child, replace(setting, depth=setting.depth + 1))
        elif child.tag == "br":
            line.end()
        elif (note := self._reference(child)) is not None:
            line.add(note, setting.marks, keep=setting.keep)
        elif _is_space(child):
            line.add(" ", setting.marks)
        else:
            yield from self._set(child, _inside(child, replace(setting, depth=setting.depth + 1), self._address), line)

    def _set(self, element: Any, setting: _Setting, line: LineBuilder) -> Iterator[Part | ListItem]:
        """Add the words of an element that changes their formatting."""
        self.told[Told.STRUCK] += styling.is_struck(element)
        place = styling.place(element)
        if place and not len(element):
            line.add(invisible_characters.shifted(element.text or "", place), setting.marks, keep=setting.keep)
        else:
            yield from self._into(element, setting, line)

    def _ended(self, line: LineBuilder, setting: _Setting) -> Iterator[Part | ListItem]:
        content = line.taken(exact=setting.keep)
        if content and (setting.keep or manuscript.words(content)):
            yield nodes.Paragraph(content)
        yield from self._pending
        self._pending = []

    def _block(self, element: Any, setting: _Setting) -> Iterator[Part | ListItem]:
        level = styling.level(element)
        if element.tag == "img":
            yield from self._picture(element)
        elif element.tag in {"ul", "ol"}:
            yield from self._list(element, setting)
        elif element.tag == "table":
            yield from tables.read(element, lambda cell: self.blocks(cell, setting), self.told)
        elif level is not None or "msosubtitle" in styling.classes(element):
            yield from self._titled(element, setting, level)
        elif styling.listed(element) is not None:
            yield self._item(element, setting)
        elif styling.is_quote(element):
            quoted = self.blocks(element, setting)
            if quoted:
                yield nodes.Quote(quoted)
        else:
            yield from self._flow(element, setting)

    def _titled(self, element: Any, setting: _Setting, level: int | None) -> Iterator[Part | ListItem]:
        """Read a title; bold inside it is dropped, because a title has its own."""
        for part in self._flow(element, setting):
            if isinstance(part, nodes.Paragraph):
                yield Subtitle(part.content) if level is None else Title(level, part.content)
            else:
                yield part

    def _list(self, element: Any, setting: _Setting) -> Iterator[nodes.Block]:
        items: list[list[nodes.Block]] = []
        for one in element:
            if not isinstance(one.tag, str) or styling.fate(one) is not Fate.SHOWN:
                continue
            if one.tag in {"ul", "ol"} and items:  # Outlook writes a list in a list, beside its item
                items[-1].extend(self._list(one, setting))
            else:
                items.append(list(self.blocks(one, replace(setting, depth=setting.depth + 1))))
        made = tuple(nodes.ListItem(tuple(blocks)) for blocks in items)
        if made:
            start = element.get("start") or ""
            number = int(start) if start.isdecimal() and len(start) < 5 else 1
            yield nodes.OrderedList(made, number) if element.tag == "ol" else nodes.BulletList(made)

    def _item(self, element: Any, setting: _Setting) -> ListItem:
        name, depth = styling.listed(element) or ("", 0)
        sign = styling.marker(element)
        for counted, inner in list(self._counts):
            if counted == name and inner > depth:
                del self._counts[counted, inner]
        self._counts[name, depth] += 1
        said = _NUMBER.fullmatch(sign)
        number = int(said[1]) if said else self._counts[name, depth]
        return ListItem(depth, bool(_ORDERED.fullmatch(sign)), number, tuple(_blocks(self._flow(element, setting))))

    def _picture(self, element: Any) -> Iterator[nodes.Block]:
        src = (element.get("src") or "").strip()
        said = element.get("alt")
        alt = "" if said == "" and self._beside else invisible_characters.alternative(said or "")
        if (data := _DATA.match(src)) is not None:
            name = f"image-{len(self.pictures) + 1}"
            try:
                self.pictures[name] = base64.b64decode(re.sub(r"\s", "", data[1]), validate=True)
            except (binascii.Error, ValueError):
                self.told[Told.KINDS] += 1
                return
            src = name
        elif not self._beside or ":" in src or not src:
            self.told[Told.ELSEWHERE] += bool(src)
            return
        self.told[Told.UNDESCRIBED] += alt is None
        yield nodes.Image(src, alt)

    def _reference(self, element: Any) -> str | None:
        """Return the mark of a note, where an element refers to one; the note itself follows the paragraph."""
        said = styling.note_of(element)
        note = self._notes.get(said) if said else None
        if said is None or note is None:
            return None
        if said in self._marks:
            return self._marks[said]
        mark = self._marks[said] = f"[{len(self._marks) + 1}]"
        self.told[Told.FOOTNOTES] += 1
        for back in [one for one in note.iter("a") if styling.leads_back(one)]:
            back.drop_tree()
        line = [part.content for part in self.blocks(note, _Setting()) if isinstance(part, nodes.Paragraph)]
        content = tuple(one for number, part in enumerate(line) for one in ((nodes.Break(), *part) if number else part))
        self._pending.append(Footnote(mark, content))
        return mark

    def _address(self, link: str) -> str | None:
        if not link or link.startswith("#"):
            return None
        found = unwrapped_links.address(link)
        self.told[Told.LINKS] += found is None
        return found


def _inside(element: Any, setting: _Setting, address: Any) -> _Setting:
    """Return how words are set in an element."""
    marks = setting.marks
    link = address((element.get("href") or "").strip()) if element.tag == "a" else None
    changed = nodes.Marks(
        styling.is_bold(element, before=marks.bold), styling.is_italic(element, before=marks.italic), link or marks.link
    )
    return replace(setting, marks=changed, keep=styling.keeps_spaces(element, before=setting.keep))


def _blocks(parts: Iterator[Part | ListItem]) -> Iterator[nodes.Block]:
    for part in parts:
        if isinstance(part, Title | Subtitle | Footnote):
            yield nodes.Paragraph(part.content)
        elif not isinstance(part, ListItem):
            yield part


def _is_space(element: Any) -> bool:
    said = styling.styles(element)
    return said.get("mso-spacerun") == "yes" or "mso-tab-count" in said
