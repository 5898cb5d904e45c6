"""What contributors write before a value: « Titre : … », « Chapô : … », « Rubrique : … »."""

from __future__ import annotations

import re
from dataclasses import dataclass

from campaigns.editorial.manuscripts import manuscript
from campaigns.editorial.manuscripts.manuscript import Part, Title
from lists import folding
from templates.documents import nodes

#: What is written, folded -> the key of `frontmatter.FIELDS` that it means.
KEYS = {
    "titre": "title", "surtitre": "kicker", "chapo": "intro", "chapeau": "intro", "rubrique": "type",
    "type d article": "type", "date": "date", "lieu": "place", "auteur": "author", "autrice": "author",
    "source": "source", "lien": "link", "territoire": "territory",
}  # fmt: skip
_LABELLED = re.compile(r"([^:]{3,20}?)[ \u00a0\u202f]*:[ \u00a0\u202f]*(.*)", re.DOTALL)


@dataclass(frozen=True)
class Labelled:
    """A line that says what it is."""

    #: As it was written.
    label: str
    key: str
    value: str


def of(line: str) -> Labelled | None:
    """Return what a line says that it is, None when it only says something."""
    found = _LABELLED.fullmatch(line)
    key = KEYS.get(folding.fold(found[1])) if found else None
    return Labelled(found[1].strip(), key, found[2].strip()) if found and key else None


def named(label: str, value: str) -> Labelled | None:
    """Return what a row of a table says: its label, with a colon or without, and its value."""
    key = KEYS.get(folding.fold(label))
    return Labelled(label.rstrip(" :\u00a0\u202f"), key, value.strip()) if key else None


def as_title(part: Part) -> Part:
    """Return the title that a line « Titre : … » is, and everything else as it is."""
    if not isinstance(part, nodes.Paragraph) or nodes.Break() in part.content:
        return part
    found = of(manuscript.words(part.content))
    return Title(1, (nodes.Text(found.value),)) if found and found.key == "title" and found.value else part
