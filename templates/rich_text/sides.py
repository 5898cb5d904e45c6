"""From which side a line is read: Arabic and Hebrew begin at the right (Unicode, annex 9).

Pure. Refuses to let one quoted word turn a line around: most of its letters decide, not the first one.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from markupsafe import Markup

from templates.rich_text import nodes

_SIDES = {"L": -1, "R": 1, "AL": 1}


def begins_right(content: Iterable[nodes.Inline]) -> bool:
    """Tell whether most of the letters are read from the right."""
    signs = (sign for part in content if isinstance(part, nodes.Text) for sign in part.text)
    return sum(_SIDES.get(unicodedata.bidirectional(sign), 0) for sign in signs) > 0


def block_begins_right(blocks: tuple[nodes.Block, ...]) -> bool:
    """Tell whether the first of some blocks is a line that is read from the right."""
    match blocks:
        case (nodes.Paragraph() | nodes.Heading() as first, *_rest):
            return begins_right(first.content)
    return False


def attributes(*, right: bool, classes: str = "") -> Markup:
    """Return what an HTML element says of its side, with its other classes."""
    named = " ".join(filter(None, (classes, "rtl" if right else "")))
    said = Markup(' class="{}"').format(named) if named else Markup("")
    return Markup(' dir="rtl"') + said if right else said
