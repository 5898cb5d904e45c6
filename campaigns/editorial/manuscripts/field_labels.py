"""What contributors write before a value: « Titre : … », « Chapô : … », « Rubrique : … »."""

from __future__ import annotations

import re
from dataclasses import dataclass

from campaigns.editorial.manuscripts import manuscript
from campaigns.editorial.manuscripts.manuscript import Part, Title
from lists import folding
from templates.rich_text import nodes

#: What is written, folded -> the key of `frontmatter.FIELDS` that it means.
KEYS = {
    "titre": "title", "surtitre": "kicker", "chapo": "intro", "chapeau": "intro", "rubrique": "type",
    "type d article": "type", "date": "date", "lieu": "place", "auteur": "author", "autrice": "author",
    "source": "source", "lien": "link", "territoire": "territory",
}  # fmt: skip
_LABELLED = re.compile(r"([^:]{3,20}?)[ \u00a0\u202f]*:[ \u00a0\u202f]*(.*)", re.DOTALL)


@dataclass(frozen=True)
class Labelled:
    """A line with a label."""

    #: As it was written.
    label: str
    key: str
    value: str


def of(line: str) -> Labelled | None:
    """Return the label and value of a line; `None` when the line has no label."""
    found = _LABELLED.fullmatch(line)
    key = KEYS.get(folding.fold(found[1])) if found else None
    return Labelled(found[1].strip(), key, found[2].strip()) if found and key else None


def named(label: str, value: str) -> Labelled | None:
    """Return the label, with or without a colon, and the value of a table row."""
    key = KEYS.get(folding.fold(label))
    return Labelled(label.rstrip(" :\u00a0\u202f"), key, value.strip()) if key else None


def as_title(part: Part) -> Part:
    """Turn a line « Titre : … » into a title; return anything else unchanged."""
    if not isinstance(part, nodes.Paragraph) or nodes.Break() in part.content:
        return part
    found = of(manuscript.words(part.content))
    return Title(1, (nodes.Text(found.value),)) if found and found.key == "title" and found.value else part
