"""The files that items come in: Markdown with a header, Word files, pages and what was copied from Word.

Reads, and stores nothing: the content of a file is handed on with its pictures. A fault refuses the whole file.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from campaigns import errors
from campaigns.editorial import frontmatter, reading_exported_pages
from campaigns.editorial.manuscripts import item_building
from campaigns.editorial.manuscripts.docx import parsing as docx
from campaigns.editorial.manuscripts.html import pages
from campaigns.editorial.manuscripts.html import parsing as html
from campaigns.editorial.manuscripts.manuscript import Manuscript, Unreadable
from campaigns.editorial.models import ItemType
from runtime.errors import RelaisError
from runtime.files import File
from runtime.language import _
from runtime.remedies import Remark
from templates.rich_text import bare_links, markdown_reading, nodes

#: Octets; a page that was saved whole, with its pictures in it.
_LARGEST_PAGE = 20_000_000
#: File endings of Word, and of files that people take for Word: the reader tells them what to do.
_WORD = frozenset({".docx", ".docm", ".dotx", ".doc", ".dot", ".rtf", ".odt"})
_PAGES = frozenset({".html", ".htm"})


@dataclass(frozen=True)
class Wishes:
    """Options for Word files and pages, beside what the files say themselves."""

    #: The type of their items; `None` to take it from the file.
    kind: ItemType | None = None
    #: Whether each file makes one item, whatever titles it contains.
    whole: bool = False


def nothing(name: str) -> bytes:
    """Refuse a picture: no file of this name is beside the text.

    Raises:
        errors.ImageRefused: always.
    """
    raise errors.ImageRefused(image=name, reason=_("elle doit se trouver à côté de l’article"))


@dataclass(frozen=True)
class Submission(File):
    """A file that holds items, and the pictures that lie beside it."""

    #: Returns the octets of such a picture by the name that the text gives it, or raises `errors.ImageRefused`.
    beside: Callable[[str], bytes] = nothing


@dataclass(frozen=True)
class ItemSource:
    """One item, as its file gives it."""

    file: Submission
    #: Fields of `models.Item` by name, without the body.
    values: dict[str, Any]
    #: Its pictures go by names of `pictures`, or of files beside this one.
    body: nodes.Document
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    #: What differs from the file.
    notes: tuple[Remark, ...] = ()
    #: Whether a picture that cannot be stored refuses the file; otherwise it is left out, with a remark.
    strict: bool = False


def read(file: Submission, wishes: Wishes) -> list[ItemSource]:
    """Return the items of a file.

    Raises:
        errors.FileRefused, errors.ItemRefused.
    """
    if file.ending in _WORD:
        return _composed(file, lambda: docx.read(file.content), wishes)
    if file.ending in _PAGES and reading_exported_pages.is_ours(page := _page(file)):
        found = reading_exported_pages.read(page, file.name)
        return [ItemSource(file, found.values, found.body, found.pictures, strict=True)]
    if file.ending in _PAGES:
        return _composed(file, lambda: html.read(page, beside=True), wishes)
    return [_markdown(file)]


def manuscript(file: Submission) -> Manuscript:
    """Return what a Word file or a page says, before it is split into items.

    Raises:
        errors.FileRefused: it is neither, or cannot be read.
    """
    try:
        if file.ending in _WORD:
            return docx.read(file.content)
        if file.ending in _PAGES:
            return html.read(_page(file), beside=True)
    except Unreadable as problem:
        raise errors.FileRefused(file=file.name, reason=str(problem)) from None
    reason = _("ce n’est pas un fichier Word (.docx) : enregistrez-le sous ce format")
    raise errors.FileRefused(file=file.name, reason=reason)


def pasted(text: str, wishes: Wishes) -> list[ItemSource]:
    """Return the items of what was copied from Word, Outlook or a page; pictures must be embedded.

    Raises:
        errors.FileRefused.
    """
    return _composed(Submission(_("texte collé"), text.encode()), lambda: html.read(text), wishes)


def _composed(file: Submission, read_: Callable[[], Manuscript], wishes: Wishes) -> list[ItemSource]:
    name = unicodedata.normalize("NFC", PurePath(file.name).stem)
    try:
        manuscript = read_()
        items, notes = item_building.composed(manuscript, name, wishes.kind, whole=wishes.whole)
    except Unreadable as problem:
        raise errors.FileRefused(file=file.name, reason=str(problem)) from None
    return [
        ItemSource(file, dict(one.values), bare_links.linked(one.body), manuscript.pictures, notes) for one in items
    ]


def _markdown(file: Submission) -> ItemSource:
    parsed = frontmatter.parse(file.content, file.name)
    try:
        body = bare_links.linked(markdown_reading.from_markdown(parsed.markdown))
    except RelaisError as refused:
        reason = str(refused).rstrip(".")
        raise errors.ItemRefused(file=file.name, line=parsed.body_line, field=_("corps"), reason=reason) from None
    return ItemSource(file, dict(parsed.values), body, strict=True)


def _page(file: File) -> str:
    if len(file.content) > _LARGEST_PAGE:
        raise errors.FileRefused(file=file.name, reason=_("elle pèse plus de 20 Mo : copiez-en le texte"))
    return pages.decoded(file.content)
