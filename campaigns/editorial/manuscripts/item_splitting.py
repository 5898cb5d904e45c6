"""Splitting a manuscript into items: one item for each title of the highest rank that occurs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import Enum, auto

from campaigns.editorial.manuscripts import field_labels, manuscript
from campaigns.editorial.manuscripts.manuscript import Footnote, Manuscript, Part, Subtitle, Title
from runtime.language import _
from templates.rich_text import nodes

#: A longer first line is not a title.
_TITLE_LENGTH = 80
#: A line with such an ending is a greeting, a sentence, or an introduction to what follows.
_NO_TITLE = (".", ",", ";", ":", "…")


class Origin(Enum):
    """Where a title was found."""

    TITLE = auto()
    FIRST_LINE = auto()
    FILE_NAME = auto()


@dataclass
class Draft:
    """What will be an item."""

    title: str
    origin: Origin = Origin.TITLE
    intro: str = ""
    blocks: list[nodes.Block] = field(default_factory=list)


@dataclass(frozen=True)
class Split:
    """The items of a manuscript, and the remarks about how they were made."""

    drafts: tuple[Draft, ...]
    notes: tuple[str, ...]


def split(read: Manuscript, name: str, *, whole: bool = False) -> Split:
    """Return the items that a manuscript makes, one if `whole`; `name` is the title of a text without a title.

    Lines « Titre : … » begin items if nothing has the style of a title.
    """
    rank = _rank(read.parts)
    if rank is None and not whole:
        read = replace(read, parts=tuple(map(field_labels.as_title, read.parts)))
        rank = _rank(read.parts)
    if rank is None:
        return Split((_untitled(read.parts, name),), read.notes)
    if whole:
        return Split((_whole(read.parts, name),), read.notes)
    drafts, notes = [], list(read.notes)
    for head, parts in _pieces(read.parts, rank):
        if head is not None:
            drafts.append(_draft(Draft(manuscript.words(head.content)), parts, rank))
        elif (line := _lone(parts)) is not None:
            notes.append(_dropped(line))
        elif any(not isinstance(part, Title) for part in parts):
            drafts.append(_draft(_before(parts, name), parts, rank))
        else:
            notes += [_dropped(manuscript.words(part.content)) for part in parts if isinstance(part, Title)]
    return Split(tuple(drafts), tuple(notes))


def _untitled(parts: tuple[Part, ...], name: str) -> Draft:
    """Make an item whose title is a short first line or, without one, the name of the file."""
    first = parts[0] if len(parts) > 1 else None
    said = manuscript.words(first.content) if isinstance(first, nodes.Paragraph) else ""
    if said and _may_be_title(said):
        return _draft(Draft(said, Origin.FIRST_LINE), parts[1:], -1)
    return _draft(Draft(name, Origin.FILE_NAME), parts, -1)


def _whole(parts: tuple[Part, ...], name: str) -> Draft:
    """Make one item: its title is that of the whole, or the first line if it is a title."""
    titles = [part for part in parts if isinstance(part, Title) and manuscript.words(part.content)]
    head = next((part for part in titles if part.level == 0), None)
    if head is None and titles[0] is parts[0]:
        head = titles[0]
    levels = [part.level for part in titles if part is not head and part.level > 0]
    made = Draft(manuscript.words(head.content)) if head else Draft(name, Origin.FILE_NAME)
    return _draft(made, [part for part in parts if part is not head], min(levels, default=1) - 1)


def _rank(parts: Iterable[Part]) -> int | None:
    """Return the rank of the titles that begin an item: the first below that of the whole, or that of the whole."""
    levels = {part.level for part in parts if isinstance(part, Title) and manuscript.words(part.content)}
    below = levels - {0}
    if 0 in levels and 1 not in below:
        return 0
    return min(below) if below else None


def _pieces(parts: Iterable[Part], rank: int) -> Iterator[tuple[Title | None, list[Part]]]:
    head: Title | None = None
    held: list[Part] = []
    for part in parts:
        if isinstance(part, Title) and part.level == rank and manuscript.words(part.content):
            if head is not None or held:
                yield head, held
            head, held = part, []
        else:
            held.append(part)
    if head is not None or held:
        yield head, held


def _lone(parts: list[Part]) -> str | None:
    """Return the title of the whole if it has no title style: a single short line."""
    first = parts[0]
    said = manuscript.words(first.content) if isinstance(first, nodes.Paragraph) else ""
    return said if said and len(parts) == 1 and _may_be_title(said) else None


def _may_be_title(line: str) -> bool:
    return len(line) <= _TITLE_LENGTH and not line.endswith(_NO_TITLE) and field_labels.of(line) is None


def _before(parts: list[Part], name: str) -> Draft:
    """Return the text before the first item title as a draft, with the title of the whole as its title."""
    whole = (manuscript.words(part.content) for part in parts if isinstance(part, Title) and part.level == 0)
    title = next(whole, "")
    return Draft(title) if title else Draft(name, Origin.FILE_NAME)


def _draft(made: Draft, parts: Iterable[Part], rank: int) -> Draft:
    notes = []
    for part in parts:
        match part:
            case Title():
                if part.level > 0 and part.content:
                    level = 2 if part.level <= rank + 1 else 3
                    made.blocks.append(nodes.Heading(level, manuscript.light(part.content)))
            case Subtitle():
                _introduce(made, part)
            case Footnote():
                notes.append(nodes.Paragraph((nodes.Text(f"{part.mark} "), *part.content)))
            case _:
                made.blocks.append(part)
    made.blocks += notes
    return made


def _introduce(made: Draft, part: Subtitle) -> None:
    if made.intro or made.blocks:
        made.blocks.append(nodes.Paragraph(part.content))
    else:
        made.intro = manuscript.words(part.content)


def _dropped(title: str) -> str:
    message = _("le titre du document, « {title} », n’est pas repris : chaque titre en dessous fait un article")
    return message.format(title=title)
