"""A manuscript as a row of passages that a person cuts into items: where each begins, and under which title.

Pure. The first cuts are those that `item_splitting` proposes; every word stays, whatever is cut or joined.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from campaigns.editorial.manuscripts import item_splitting, manuscript
from campaigns.editorial.manuscripts.item_splitting import Draft, Split
from campaigns.editorial.manuscripts.manuscript import Manuscript
from templates import typed_text
from templates.rich_text import nodes

#: Signs of a passage that are shown, and of a title that is proposed for a cut inside the text.
_SHOWN, _TITLE = 160, 80


@dataclass(frozen=True)
class Passage:
    """A title, or a piece of text that stays whole."""

    #: What is shown of it; empty for a picture or a table without words.
    words: str
    #: Whether an item is proposed to begin here, with this as its title.
    begins: bool
    #: The text; `None` for a title, and for the chapô under it.
    block: nodes.Block | None
    #: The chapô under a title.
    intro: str = ""

    @property
    def title(self) -> str:
        """The title that an item has if it begins here, unless a person gives another."""
        return self.words[:_TITLE]

    @property
    def is_picture(self) -> bool:
        """Whether it is a picture alone."""
        return isinstance(self.block, nodes.Image)


@dataclass(frozen=True)
class Passages:
    """A manuscript, ready to be cut."""

    passages: tuple[Passage, ...]
    notes: tuple[str, ...]


def of(read: Manuscript, name: str) -> Passages:
    """Return the passages of a manuscript; `name` is the title of a text without a title."""
    found: list[Passage] = []
    made = item_splitting.split(read, name)
    for draft in made.drafts:
        found.append(Passage(draft.title, begins=True, block=None, intro=draft.intro))
        found += [Passage(_words(block), begins=False, block=block) for block in draft.blocks]
    return Passages(tuple(found), made.notes)


def cut(held: Passages, titles: Mapping[int, str]) -> Split:
    """Return the items that begin at these passages, by number from 0, under these titles.

    An empty title is that of the passage. What stands before the first cut belongs to it.
    """
    starts = sorted(number for number in titles if 0 <= number < len(held.passages)) or [0]
    ends = [*starts[1:], len(held.passages)]
    drafts = []
    for start, end in zip(starts, ends, strict=True):
        head = held.passages[start]
        drafts.append(_draft(titles.get(start, "").strip() or head.title, head, held.passages[start + 1 : end]))
    drafts[0].blocks[:0] = [block for one in held.passages[: starts[0]] for block in _blocks(one)]
    return Split(tuple(drafts), held.notes)


def _draft(title: str, head: Passage, rest: tuple[Passage, ...]) -> Draft:
    made = Draft(title, intro=head.intro)
    says_itself = head.block is None or (_is_line(head.block) and len(head.words) <= _TITLE)
    if head.block is not None and not says_itself:
        made.blocks.append(head.block)
    made.blocks += [block for passage in rest for block in _blocks(passage)]
    return made


def _blocks(passage: Passage) -> list[nodes.Block]:
    """Return a passage as text of the item around it: a title is an intertitre there."""
    if passage.block is not None:
        return [passage.block]
    title: list[nodes.Block] = [nodes.Heading(2, (nodes.Text(passage.words),))] if passage.words else []
    return title + ([nodes.Paragraph((nodes.Text(passage.intro),))] if passage.intro else [])


def _is_line(block: nodes.Block) -> bool:
    return isinstance(block, nodes.Heading | nodes.Paragraph)


def _words(block: nodes.Block) -> str:
    if isinstance(block, nodes.Heading | nodes.Paragraph):
        said = manuscript.words(block.content)
    else:
        said = " ".join(typed_text.within(block, str)) if not isinstance(block, nodes.Image) else block.alt or ""
    return said if len(said) <= _SHOWN else said[: _SHOWN - 1] + "…"
