"""An item written to files that bring it back unchanged: Markdown with its pictures beside it, or one page.

The page is for a browser and for paper too; a PDF is that page, printed.
"""

from __future__ import annotations

import base64
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from campaigns import errors
from campaigns.editorial import frontmatter, images, moments
from campaigns.editorial.models import Item
from runtime.language import _
from templates import documents, markup, nodes, printing, rebuilding, wording, writing

_UNDESCRIBED = re.compile(r'<img( src="[^"]*")(?: alt="")? />')


def files(item: Item, data: Path, file: Path) -> dict[Path, bytes]:
    """Return what is to be written so that `file` holds an item: itself, and the pictures beside it.

    Raises:
        errors.FileRefused: it is none of `WRITERS`.
        templates.errors.DocumentUnwritable: Markdown cannot say the body.
        templates.errors.PrinterMissing: a PDF needs WeasyPrint.
    """
    writer = WRITERS.get(file.suffix.lower())
    if writer is None:
        reason = _("un article s’exporte en {known}").format(known=", ".join(WRITERS))
        raise errors.FileRefused(file=file.name, reason=reason)
    return {file.parent / name: content for name, content in writer(item, data, file.name)}


def _markdown(item: Item, data: Path, name: str) -> Iterator[tuple[str, bytes]]:
    body = documents.parse(item.body)
    header = frontmatter.written(frontmatter.said(item.model_dump()))
    yield name, unicodedata.normalize("NFC", header + writing.to_markdown(body)).encode()
    for picture in _pictures(item, body):
        yield picture, images.content(data, picture)


def _page(item: Item, data: Path, name: str) -> Iterator[tuple[str, bytes]]:
    yield name, page(item, data).encode()


def _paper(item: Item, data: Path, name: str) -> Iterator[tuple[str, bytes]]:
    # WeasyPrint takes an empty alternative for a forgotten one; typed text has no such sign, it is escaped.
    described = _UNDESCRIBED.sub(r'<img\1 alt=" " />', page(item, data))
    yield name, printing.pdf([described])


WRITERS: dict[str, Callable[[Item, Path, str], Iterator[tuple[str, bytes]]]] = {
    ".md": _markdown, ".html": _page, ".pdf": _paper,
}  # fmt: skip


def page(item: Item, data: Path) -> str:
    """Return an item as one page with its pictures in it, which `sources` reads back."""

    def held(picture: nodes.Image) -> nodes.Image:
        return replace(picture, src=_held(data, picture.src))

    said = frontmatter.said(item.model_dump())
    body = rebuilding.rebuilt(documents.parse(item.body), image=held)
    return printing.page(
        "item",
        item=item,
        metas=[(key, one) for key, value in said for one in (value if isinstance(value, list) else [value])],
        picture=_held(data, item.image) if item.image else "",
        body=markup.to_html(body),
        when=moments.span(item.starts, item.ends) if item.starts else "",
    )


def _pictures(item: Item, body: nodes.Document) -> list[str]:
    found = [item.image, *(one.src for one in wording.within(body, nodes.Image))]
    return sorted(set(filter(None, found)))


def _held(data: Path, name: str) -> str:
    kind = images.TYPES[name.rpartition(".")[2]]
    return f"data:{kind};base64,{base64.b64encode(images.content(data, name)).decode()}"
