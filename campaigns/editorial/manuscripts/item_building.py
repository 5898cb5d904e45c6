"""From a manuscript to the content of items, with every remark about the conversion."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from campaigns.editorial import frontmatter, labels
from campaigns.editorial.manuscripts import item_headers, item_splitting
from campaigns.editorial.manuscripts.item_splitting import Draft, Origin, Split
from campaigns.editorial.manuscripts.manuscript import Manuscript, Unreadable
from campaigns.editorial.manuscripts.remarks import Doubt
from campaigns.editorial.models import ItemType
from runtime.language import _
from runtime.remedies import Remark
from templates.rich_text import nodes

#: What most contributors send, because they are asked for an action (`domain.md`: six lines and a photograph).
USUAL = ItemType.LOCAL_MISSION_ACTION

#: Items of one file: more than any letter holds.
MOST = 200


@dataclass(frozen=True)
class Composed:
    """What an item is made of."""

    #: Fields of `models.Item` by name, its type and title among them.
    values: dict[str, Any]
    body: nodes.Document


def composed(
    read: Manuscript, name: str, kind: ItemType | None, *, whole: bool
) -> tuple[tuple[Composed, ...], tuple[Remark, ...]]:
    """Return the content of the items of a manuscript, and the remarks about it.

    Raises:
        Unreadable: there is no text, a title is too long, or there are too many titles.
    """
    return of_drafts(item_splitting.split(read, name, whole=whole), kind)


def of_drafts(made: Split, kind: ItemType | None) -> tuple[tuple[Composed, ...], tuple[Remark, ...]]:
    """Return the same for a manuscript that was split already; raises as `composed`."""
    if len(made.drafts) > MOST:
        reason = _(
            "{n} titres y feraient autant d’articles, {most} au plus : coupez ce fichier, ou prenez-le en entier"
        )
        raise Unreadable(reason.format(n=len(made.drafts), most=MOST))
    notes = list(made.notes)
    found = []
    for draft in made.drafts:
        declared = item_headers.declared(draft, kind)
        notes += [*declared.notes, *_named(declared.draft)]
        found.append(_composed(declared.draft, declared.values, notes))
    if not found or not any(one.body.blocks or one.values["intro"] for one in found):
        raise Unreadable(_("il ne contient aucun texte"))
    remarks = [Remark(note) for note in notes]
    if any("type" not in one.values for one in found):
        remarks.append(Remark(_("type supposé : {type}").format(type=labels.item_type(USUAL.value)), Doubt.TYPE))
    return tuple(Composed({"type": USUAL.value} | one.values, one.body) for one in found), tuple(remarks)


def _composed(draft: Draft, values: dict[str, Any], notes: list[str]) -> Composed:
    try:
        title = frontmatter.FIELDS["title"][1](draft.title)
    except ValueError as too_long:
        reason = _("le titre « {title} » compte {reason} : raccourcissez-le")
        raise Unreadable(reason.format(title=draft.title[:60] + "…", reason=too_long)) from None
    blocks = tuple(draft.blocks)
    try:
        intro = frontmatter.FIELDS["intro"][1](draft.intro)
    except ValueError as too_long:
        notes.append(
            _("le chapô de « {title} » compte {reason} : il reste dans le texte").format(title=title, reason=too_long)
        )
        intro, blocks = "", (nodes.Paragraph((nodes.Text(draft.intro),)), *blocks)
    return Composed(values | {"title": title, "intro": intro}, nodes.Document(blocks))


def _named(draft: Draft) -> list[str]:
    if draft.origin is Origin.FILE_NAME:
        return [_("aucun titre n’y a le style d’un titre : le nom du fichier en tient lieu")]
    if draft.origin is Origin.FIRST_LINE:
        words = _("aucun titre n’y a le style d’un titre : la première ligne, « {title} », en tient lieu")
        return [words.format(title=draft.title)]
    return []
