"""An item of a letter with the links that were put right since it was sent. Pure; everything else of it stays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from campaigns.editorial.snapshots import Piece
from templates import urls
from templates.errors import AddressRefused
from templates.rich_text import nodes, prosemirror, rebuilding


def relinked(item: Piece, wrong: Mapping[str, str]) -> Piece:
    """Return an item whose wrong addresses, as the letter had them, are replaced by those that hold now."""
    if not wrong:
        return item

    def line(content: rebuilding.Content) -> rebuilding.Content:
        return tuple(_relinked(part, wrong) for part in content)

    body = prosemirror.dump(rebuilding.rebuilt(item.document, content=line))
    return replace(item, link=_now(item.link, wrong) or "", body=body)


def _relinked(part: nodes.Inline, wrong: Mapping[str, str]) -> nodes.Inline:
    if isinstance(part, nodes.Break):
        return part
    return replace(part, marks=replace(part.marks, link=_now(part.marks.link, wrong)))


def _now(url: str | None, wrong: Mapping[str, str]) -> str | None:
    if not url:
        return url
    try:
        return wrong.get(urls.normalised(url), url)
    except AddressRefused:
        return url
