"""Writing an item to files that can be imported again unchanged: Markdown with its pictures beside it, or one page.

The page is for a browser and for paper too; a PDF is that page, printed.
"""

from __future__ import annotations

import base64
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import Any

from campaigns import errors
from campaigns.editorial import event_times, frontmatter, images, items
from campaigns.editorial.models import Item
from runtime.installation import Installation
from runtime.language import _
from templates import typed_text
from templates.rich_text import markdown_writing, nodes, prosemirror, rebuilding, semantic_html
from templates.views import paper

_UNDESCRIBED = re.compile(r'<img( src="[^"]*")(?: alt="")? />')


@dataclass(frozen=True)
class Exported:
    """An item in files."""

    item: int
    #: The file that holds it.
    name: str
    #: The same by its name, and the pictures that go beside it by theirs.
    files: Mapping[str, bytes]

    @property
    def pictures(self) -> list[str]:
        """The names of the pictures."""
        return [name for name in self.files if name != self.name]

    def as_json(self) -> dict[str, Any]:
        """Return it by the names that scripts know."""
        return {"id": self.item, "file": self.name, "pictures": self.pictures}


def export(opened: Installation, item_ids: Sequence[int], name: str) -> list[Exported]:
    """Return items as files of this name; several items get their numbers added to it.

    Raises:
        errors.UnknownItem, and as `files`.
    """
    made = []
    with opened.database.reading() as session:
        for number in dict.fromkeys(item_ids):
            called = name if len(item_ids) == 1 else _numbered(name, number)
            made.append(Exported(number, called, files(items.get(session, number), opened.settings.data, called)))
    return made


def _numbered(name: str, number: int) -> str:
    path = PurePath(name)
    return path.with_stem(f"{path.stem}-{number}").name


def files(item: Item, data: Path, name: str) -> dict[str, bytes]:
    """Return the files for an item under this name: the item itself, and the pictures beside it.

    Raises:
        errors.FileRefused: the ending is not in `WRITERS`.
        templates.errors.DocumentUnwritable: Markdown cannot say the body.
        templates.errors.PrinterMissing: a PDF needs WeasyPrint.
    """
    writer = WRITERS.get(PurePath(name).suffix.lower())
    if writer is None:
        reason = _("un article s’exporte en {known}").format(known=", ".join(WRITERS))
        raise errors.FileRefused(file=name, reason=reason)
    return dict(writer(item, data, name))


def _markdown(item: Item, data: Path, name: str) -> Iterator[tuple[str, bytes]]:
    body = prosemirror.parse(item.body)
    header = frontmatter.written(frontmatter.said(item.model_dump()))
    yield name, unicodedata.normalize("NFC", header + markdown_writing.to_markdown(body)).encode()
    for picture in _pictures(item, body):
        yield picture, images.content(data, picture)


def _page(item: Item, data: Path, name: str) -> Iterator[tuple[str, bytes]]:
    yield name, page(item, data).encode()


def _paper(item: Item, data: Path, name: str) -> Iterator[tuple[str, bytes]]:
    # WeasyPrint treats an empty alternative text as missing. Typed text cannot match this pattern: it is escaped.
    described = _UNDESCRIBED.sub(r'<img\1 alt=" " />', page(item, data))
    yield name, paper.pdf([described])


WRITERS: dict[str, Callable[[Item, Path, str], Iterator[tuple[str, bytes]]]] = {
    ".md": _markdown, ".html": _page, ".pdf": _paper,
}  # fmt: skip


def page(item: Item, data: Path) -> str:
    """Return an item as one page with its pictures in it, which `reading_exported_pages` reads back."""

    def held(picture: nodes.Image) -> nodes.Image:
        return replace(picture, src=_held(data, picture.src))

    said = frontmatter.said(item.model_dump())
    body = rebuilding.rebuilt(prosemirror.parse(item.body), image=held)
    return paper.page(
        "item",
        item=item,
        metas=[(key, one) for key, value in said for one in (value if isinstance(value, list) else [value])],
        picture=_held(data, item.image) if item.image else "",
        body=semantic_html.to_html(body),
        when=event_times.span(item.starts, item.ends) if item.starts else "",
    )


def _pictures(item: Item, body: nodes.Document) -> list[str]:
    found = [item.image, *(one.src for one in typed_text.within(body, nodes.Image))]
    return sorted(set(filter(None, found)))


def _held(data: Path, name: str) -> str:
    kind = images.TYPES[name.rpartition(".")[2]]
    return f"data:{kind};base64,{base64.b64encode(images.content(data, name)).decode()}"
