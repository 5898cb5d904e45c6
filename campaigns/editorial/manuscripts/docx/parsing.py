"""A Word file, read from its first paragraph to its last."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from campaigns.editorial.manuscripts import manuscript, nested_lists, remarks
from campaigns.editorial.manuscripts.docx import archives, names, styles, tables
from campaigns.editorial.manuscripts.docx.archives import Archive
from campaigns.editorial.manuscripts.docx.numbering import Numbering
from campaigns.editorial.manuscripts.docx.styles import ParagraphRole, Styles
from campaigns.editorial.manuscripts.docx.text_runs import Box, Drawn, Piece, Reference, Runs
from campaigns.editorial.manuscripts.manuscript import Footnote, Manuscript, Part, Subtitle, Title
from campaigns.editorial.manuscripts.nested_lists import ListItem
from campaigns.editorial.manuscripts.remarks import Told
from runtime.language import _
from templates.rich_text import nodes

_HOLDERS = frozenset({"ins", "moveTo", "sdt", "sdtContent", "customXml", "smartTag"})
_KINDS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8", b"RIFF")
_DEEPEST = 12


def read(raw: bytes) -> Manuscript:
    """Read a .docx file.

    Raises:
        manuscript.Unreadable.
    """
    try:
        return _Reader(archives.opened(raw)).manuscript()
    except RecursionError:
        raise _too_deep() from None


class _Reader:
    """One file at work."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.told: Counter[Told] = Counter()
        self.pictures: dict[str, bytes] = {}
        self._main = archive.main()
        self._folder = self._main.rpartition("/")[0]
        self._styles = Styles(archive.xml(self._beside("styles.xml")))
        self._numbering = Numbering(archive.xml(self._beside("numbering.xml")))
        self._runs = Runs(archive, self._main, self._styles, self.told)
        self._counts: dict[tuple[str, int], int] = defaultdict(int)
        self._marks: dict[tuple[str, str], str] = {}
        self._carried: list[Piece] = []

    def manuscript(self) -> Manuscript:
        """Read everything."""
        root = self.archive.xml(self._main)
        body = names.child(root, "body") if root is not None else None
        if body is None:
            raise manuscript.Unreadable(_("ce n’est pas un document Word"))
        parts = nested_lists.gathered(self._blocks(body, 0))
        self.told[Told.COMMENTS] += self._comments()
        self.told[Told.MARGINS] += self._margins(root)
        return Manuscript(tuple(parts), self.pictures, remarks.sentences(self.told))

    def blocks(self, element: Any, depth: int) -> tuple[nodes.Block, ...]:
        """Return the blocks of a cell or a box; titles in there are paragraphs."""
        parts = nested_lists.gathered(self._blocks(element, depth))
        return tuple(_plain(part) for part in parts)

    def _blocks(self, element: Any, depth: int) -> Iterator[Part | ListItem]:
        if depth > _DEEPEST:
            raise _too_deep()
        for one in element:
            match names.name(one):
                case "p":
                    yield from self._paragraph(one, depth)
                case "tbl":
                    yield from self._carried_on(depth)
                    yield from tables.read(one, lambda cell: self.blocks(cell, depth + 1), self.told)
                case kind if kind in _HOLDERS:
                    yield from self._blocks(one, depth + 1)
        yield from self._carried_on(depth)

    def _carried_on(self, depth: int) -> Iterator[Part | ListItem]:
        """Read pieces carried over for a next paragraph that never came."""
        pieces, self._carried = self._carried, []
        content, after = self._sorted(pieces, depth)
        yield from (*content, *after)

    def _paragraph(self, paragraph: Any, depth: int) -> Iterator[Part | ListItem]:
        pieces = [*self._carried, *self._runs.read(paragraph)]
        self._carried = []
        properties = names.child(paragraph, "pPr")
        if names.path(properties, "rPr", "del") is not None:
            self._carried = pieces  # the paragraph mark was deleted: the text goes on in the next paragraph
            return
        style = names.child(properties, "pStyle")
        named = names.value(style) if style is not None else ""
        role = self._styles.role(named)
        if role is ParagraphRole.CONTENTS or self._styles.is_hidden(named):
            self.told[Told.CONTENTS if role is ParagraphRole.CONTENTS else Told.HIDDEN] += bool(_has_words(pieces))
            return
        yield from self._placed(pieces, properties, named, role, depth)

    def _placed(
        self, pieces: list[Piece], properties: Any, style: str, role: ParagraphRole, depth: int
    ) -> Iterator[Part | ListItem]:
        content, after = self._sorted(pieces, depth)
        level = self._level(properties, style)
        if level is not None or role in {ParagraphRole.TITLE, ParagraphRole.SUBTITLE}:
            line = tuple(part for block in content if isinstance(block, nodes.Paragraph) for part in block.content)
            if line:
                yield Subtitle(line) if role is ParagraphRole.SUBTITLE and level is None else Title(level or 0, line)
            yield from (block for block in content if isinstance(block, nodes.Image))
        elif content and (item := self._item(properties, style, tuple(content))) is not None:
            yield item
        elif role is ParagraphRole.QUOTE and content:
            yield nodes.Quote(tuple(content))
        else:
            yield from content
        yield from after

    def _level(self, properties: Any, style: str) -> int | None:
        outline = names.child(properties, "outlineLvl")
        return styles.outline_level(outline) if outline is not None else self._styles.level(style)

    def _item(self, properties: Any, style: str, blocks: tuple[nodes.Block, ...]) -> ListItem | None:
        found = names.child(properties, "numPr")
        inherited = self._styles.numbering(style)
        number, depth = (self._said(wanted, found, inherited) for wanted in ("numId", "ilvl"))
        if number in {"", "0"}:
            return None
        deep = int(depth) if depth.isdecimal() and int(depth) < 9 else 0
        level = self._numbering.level(number, deep)
        if level is None:
            return None
        for counted, inner in list(self._counts):
            if counted == number and inner > deep:
                del self._counts[counted, inner]
        self._counts[number, deep] += 1
        return ListItem(
            deep + self._styles.depth(style), level.ordered, level.start + self._counts[number, deep] - 1, blocks
        )

    def _said(self, wanted: str, *numberings: Any) -> str:
        found = (names.child(one, wanted) for one in numberings)
        return next((names.value(one) for one in found if one is not None), "")

    def _sorted(self, pieces: Iterable[Piece], depth: int) -> tuple[list[nodes.Block], list[Part]]:
        """Return the lines and pictures of a paragraph in order, and what comes after it: boxes and notes."""
        content: list[nodes.Block] = []
        line: list[nodes.Inline] = []
        after: list[Part] = []
        for piece in pieces:
            match piece:
                case Drawn():
                    content += _lined(line)
                    line = []
                    content += self._picture(piece)
                case Box():
                    after += self.blocks(piece.element, depth + 1)
                case Reference():
                    mark = self._mark(piece)
                    line.append(nodes.Text(mark))
                    after += self._note(piece, mark)
                case _:
                    line.append(piece)
        return content + _lined(line), after

    def _picture(self, drawn: Drawn) -> list[nodes.Block]:
        if not drawn.part:
            self.told[Told.ELSEWHERE] += 1
            return []
        raw = self.archive.picture(drawn.part)
        if raw is None or not raw.startswith(_KINDS):
            self.told[Told.KINDS] += 1
            return []
        self.told[Told.UNDESCRIBED] += drawn.alt is None
        self.pictures[drawn.part] = raw
        return [nodes.Image(drawn.part, drawn.alt)]

    def _mark(self, reference: Reference) -> str:
        return self._marks.setdefault((reference.kind, reference.id), f"[{len(self._marks) + 1}]")

    def _note(self, reference: Reference, mark: str) -> list[Part]:
        part = self._beside(f"{reference.kind}.xml")
        root = self.archive.xml(part)
        found = [] if root is None else [one for one in root if names.value(one, "id") == reference.id]
        if not found:
            return []
        self.told[Told.FOOTNOTES] += 1
        runs = Runs(self.archive, part, self._styles, self.told)
        line: list[nodes.Inline] = []
        for paragraph in names.within(found[0], "p"):
            said = [
                piece for piece in runs.read(paragraph) if isinstance(piece, nodes.Text | nodes.Merge | nodes.Break)
            ]
            line += [nodes.Break(), *said] if line else said
        return [Footnote(mark, manuscript.stripped(tuple(line)))]

    def _comments(self) -> int:
        root = self.archive.xml(self._beside("comments.xml"))
        return 0 if root is None else sum(names.name(one) == "comment" for one in root)

    def _margins(self, root: Any) -> int:
        """Count the headers and footers that say something."""
        found = {
            names.related(one, "id") for one in root.iter() if names.name(one) in {"headerReference", "footerReference"}
        }
        relations = self.archive.relations(self._main)
        parts = {relations[one].target for one in found if one in relations and not relations[one].external}
        roots = filter(lambda part: part is not None, map(self.archive.xml, sorted(parts)))
        return sum(any((one.text or "").strip() for one in names.within(part, "t")) for part in roots)

    def _beside(self, name: str) -> str:
        return f"{self._folder}/{name}" if self._folder else name


def _too_deep() -> manuscript.Unreadable:
    return manuscript.Unreadable(_("trop d’éléments y sont imbriqués : copiez-en le texte dans un nouveau document"))


def _lined(line: list[nodes.Inline]) -> list[nodes.Block]:
    content = manuscript.stripped(tuple(line))
    return [nodes.Paragraph(content)] if content else []


def _plain(part: Part | nodes.Block) -> nodes.Block:
    return nodes.Paragraph(part.content) if isinstance(part, Title | Subtitle | Footnote) else part


def _has_words(pieces: Iterable[Piece]) -> bool:
    return any(isinstance(piece, nodes.Text) and piece.text.strip() for piece in pieces)
