"""Reading back a page that `exporting` wrote: every value, every character and every picture unchanged.

Strict, because the format is ours: additions by others are refused with their line, never guessed at.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import lxml.etree

from campaigns import errors
from campaigns.editorial import frontmatter
from runtime.errors import RelaisError
from runtime.language import _
from templates.rich_text import nodes, rebuilding, semantic_html

_PREFIX = "relais:"
_DATA = re.compile(r"data:image/[a-z]+;base64,(.*)", re.DOTALL)


@dataclass(frozen=True)
class Returned:
    """What such a page holds."""

    values: dict[str, Any]
    body: nodes.Document
    pictures: dict[str, bytes]


def is_ours(html: str) -> bool:
    """Tell whether a page is one that `exporting` wrote."""
    return f'<meta name="{_PREFIX}type"' in html


def read(html: str, file: str) -> Returned:
    """Read such a page; `file` is its name.

    Raises:
        errors.FileRefused, errors.ItemRefused.
    """
    root = _parsed(html, file)
    metas = [(one.get("name", ""), one.get("content", "")) for one in root.iter("meta")]
    values = frontmatter.parse(_header(metas).encode(), file).values
    main = root.find(".//main")
    if main is None:
        raise errors.FileRefused(file=file, reason=_("le texte de l’article n’y est plus (élément <main>)"))
    pictures: dict[str, bytes] = {}
    try:
        body = rebuilding.rebuilt(semantic_html.from_html(main), image=_taken(pictures))
    except RelaisError as refused:
        raise errors.FileRefused(file=file, reason=str(refused).rstrip(".")) from None
    head = root.find(".//figure/img")
    if values.get("image") and head is not None:
        taken = _taken(pictures)(nodes.Image(head.get("src", ""), ""))
        values["image"] = taken.src
    return Returned(values, body, pictures)


def _parsed(html: str, file: str) -> Any:
    parser = lxml.etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        return lxml.etree.fromstring(html.encode(), parser)
    except lxml.etree.XMLSyntaxError as problem:
        words = _("ligne {line}, la page n’est plus telle que Relais l’a écrite : exportez-la de nouveau")
        raise errors.FileRefused(file=file, reason=words.format(line=problem.lineno)) from None


def _header(metas: list[tuple[str, str]]) -> str:
    said: dict[str, str | list[str]] = {}
    for name, value in metas:
        key = name.removeprefix(_PREFIX)
        if key == name:
            continue
        if key in frontmatter.FIELDS and frontmatter.FIELDS[key][2]:
            several = said.setdefault(key, [])
            assert isinstance(several, list)
            several.append(value)
        else:
            said[key] = value
    return frontmatter.written(({"commitments": []} | said).items())


def _taken(pictures: dict[str, bytes]) -> Callable[[nodes.Image], nodes.Image]:
    """Return a function that moves pictures from their data addresses into `pictures`, under names."""

    def take(image: nodes.Image) -> nodes.Image:
        found = _DATA.fullmatch(image.src)
        if found is None:
            return image
        name = f"image-{len(pictures) + 1}"
        try:
            pictures[name] = base64.b64decode(found[1])
        except (binascii.Error, ValueError):
            return image
        return replace(image, src=name)

    return take
