"""What an item says of itself in its first lines, or in a first table: title, chapô, section, day and place.

Takes only a known label with a value that is usable as it stands; everything else stays text, with a remark.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from campaigns.editorial import frontmatter
from campaigns.editorial.manuscripts import event_days, field_labels, manuscript
from campaigns.editorial.manuscripts.field_labels import Labelled
from campaigns.editorial.manuscripts.item_splitting import Draft, Origin
from campaigns.editorial.models import ItemType
from lists import folding
from runtime.language import _
from templates.rich_text import nodes

#: What contributors call a section or a kind of item, folded.
TYPES = {
    "action": ItemType.LOCAL_MISSION_ACTION, "action de mission locale": ItemType.LOCAL_MISSION_ACTION,
    "missions locales en action": ItemType.LOCAL_MISSION_ACTION, "action de partenaire": ItemType.PARTNER_ACTION,
    "bonne pratique": ItemType.GOOD_PRACTICE, "bonnes pratiques": ItemType.GOOD_PRACTICE,
    "evenement": ItemType.EVENT, "agenda": ItemType.EVENT, "campagne": ItemType.AWARENESS_CAMPAIGN,
    "campagne de sensibilisation": ItemType.AWARENESS_CAMPAIGN, "actualite juridique": ItemType.LEGAL_NEWS,
    "campagnes de sensibilisation": ItemType.AWARENESS_CAMPAIGN, "juridique": ItemType.LEGAL_NEWS,
    "temoignage": ItemType.TESTIMONIAL, "temoignages": ItemType.TESTIMONIAL, "chiffre": ItemType.KEY_FIGURE,
    "le chiffre": ItemType.KEY_FIGURE, "chiffre cle": ItemType.KEY_FIGURE, "outil": ItemType.TOOL,
    "l outil du mois": ItemType.TOOL, "edito": ItemType.EDITORIAL, "editorial": ItemType.EDITORIAL,
    "appel a contributions": ItemType.CALL_FOR_CONTRIBUTIONS,
}  # fmt: skip
#: Fields that only events print; in other items they would disappear.
_OF_EVENTS = frozenset({"date", "place"})


@dataclass(frozen=True)
class Declared:
    """A draft, and what it said of itself: fields of `models.Item` by name."""

    draft: Draft
    values: dict[str, Any]
    #: French sentences: what was not taken.
    notes: tuple[str, ...]


@dataclass(frozen=True)
class _Line:
    labelled: Labelled
    content: tuple[nodes.Inline, ...]


def declared(draft: Draft, kind: ItemType | None) -> Declared:
    """Take the fields that a draft declares; a given `kind` overrides the declared one."""
    lines, rest = _head(draft.blocks)
    values: dict[str, Any] = {}
    left: list[_Line] = []
    for line in sorted(lines, key=lambda one: one.labelled.key != "type"):  # the type decides if days print
        found = _values(line.labelled, kind or values.get("type"))
        if found is None or values.keys() & found.keys():
            left.append(line)
        else:
            values |= found
    if kind is not None:
        values["type"] = kind.value
    title, intro = values.pop("title", ""), values.pop("intro", draft.intro)
    blocks: list[nodes.Block] = [nodes.Paragraph(line.content) for line in lines if line in left]
    notes = [_left(line.labelled) for line in lines if line in left]
    if title and draft.origin is Origin.TITLE and title != draft.title:
        notes.append(_("le titre « {title} » cède la place à la ligne « Titre »").format(title=draft.title))
    origin = Origin.TITLE if title else draft.origin
    return Declared(Draft(title or draft.title, origin, intro, [*blocks, *rest]), values, tuple(notes))


def _head(blocks: list[nodes.Block]) -> tuple[list[_Line], list[nodes.Block]]:
    """Return the lines at the beginning that have a label, and what comes after them."""
    if blocks and isinstance(blocks[0], nodes.Table):
        rows = list(_rows(blocks[0]))
        return (rows, blocks[1:]) if len(rows) == len(blocks[0].rows) else ([], blocks)
    lines: list[_Line] = []
    for number, block in enumerate(blocks):
        if not isinstance(block, nodes.Paragraph):
            return lines, blocks[number:]
        several = list(_several(block.content))
        for position, content in enumerate(several):
            found = field_labels.of(manuscript.words(content))
            if found is None:
                return lines, [nodes.Paragraph(_joined(several[position:])), *blocks[number + 1 :]]
            lines.append(_Line(found, content))
    return lines, []


def _rows(table: nodes.Table) -> Iterator[_Line]:
    for row in table.rows:
        if len(row) == 2 and all(len(cell.blocks) == 1 for cell in row):
            label, value = row[0].blocks[0], row[1].blocks[0]
            if isinstance(label, nodes.Paragraph) and isinstance(value, nodes.Paragraph):
                found = field_labels.named(manuscript.words(label.content), manuscript.words(value.content))
                if found is not None:
                    yield _Line(found, (nodes.Text(f"{found.label}\u00a0: "), *value.content))


def _several(content: tuple[nodes.Inline, ...]) -> Iterator[tuple[nodes.Inline, ...]]:
    """Cut a paragraph where its lines end."""
    for is_break, run in groupby(content, lambda part: isinstance(part, nodes.Break)):
        if not is_break:
            yield manuscript.stripped(tuple(run))


def _joined(lines: list[tuple[nodes.Inline, ...]]) -> tuple[nodes.Inline, ...]:
    return tuple(part for number, line in enumerate(lines) for part in ((nodes.Break(), *line) if number else line))


def _values(said: Labelled, kind: str | None) -> dict[str, Any] | None:
    """Return the fields that a line gives; `None` when it cannot be used as it stands."""
    if not said.value or (said.key in _OF_EVENTS and kind != ItemType.EVENT):
        return None
    try:
        match said.key:
            case "type":
                return {"type": TYPES[folding.fold(said.value)].value}
            case "date":
                return event_days.span(said.value)
            case key:
                target, read, many = frontmatter.FIELDS[key]
                several = [read(one.strip()) for one in said.value.split(",")] if many else None
                return {target: read(said.value) if several is None else several}
    except (KeyError, ValueError):
        return None


def _left(said: Labelled) -> str:
    words = _("la ligne « {label} : {value} » reste dans le texte : elle ne peut pas servir telle quelle")
    return words.format(label=said.label, value=said.value[:60])
