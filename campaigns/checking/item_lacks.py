"""What an item lacks before a letter takes it (« Il manque »): said beside its form, and counted in lists.

Owns what every item or every item of a type has; what the checks of an issue look for inside an item is asked of their
own rules. Says nothing that depends on the day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sqlmodel import Session

from campaigns.checking.drafts import Items
from campaigns.checking.findings import Seen
from campaigns.checking.rules import pictures, wordings
from campaigns.editorial import editions, item_writing, items
from campaigns.editorial.models import Item, ItemType
from campaigns.editorial.snapshots import Piece, Snapshot
from campaigns.editorial.typography import alerts
from campaigns.partnership.transmissions import automatic_lists
from runtime import clock
from runtime.installation import Installation
from runtime.language import N_, _

#: Types whose block prints the chapô, and reads badly without it.
_INTRODUCED = frozenset({
    ItemType.LOCAL_MISSION_ACTION.value, ItemType.PARTNER_ACTION.value, ItemType.GOOD_PRACTICE.value,
    ItemType.AWARENESS_CAMPAIGN.value, ItemType.LEGAL_NEWS.value, ItemType.TOOL.value,
})  # fmt: skip

#: Type -> fields of the item that it needs beside, their keys in the sheet, and what is said of each.
_OF_TYPES = {
    ItemType.EVENT: (
        ("starts", "date", N_("Il manque la date de l’événement.")),
        ("place", "place", N_("Il manque le lieu, ou « en ligne ».")),
    ),
    ItemType.KEY_FIGURE: (("source", "source", N_("Il manque la source du chiffre.")),),
    ItemType.TESTIMONIAL: (("author", "author", N_("Il manque le nom et la fonction de la personne qui parle.")),),
}


@dataclass(frozen=True)
class Lack:
    """One thing that an item lacks."""

    #: The key of its field in the sheet.
    field: str
    #: What to do, a French sentence.
    sentence: str


@dataclass(frozen=True)
class _Alone:
    """One item, as the rules of an issue look at it."""

    snapshot: Snapshot
    undescribed: frozenset[int]
    installation: Installation


#: The rules of an issue that look into an item, and the field at which their finding is mended.
_RULES: tuple[tuple[Callable[[Items], Iterator[Seen]], str], ...] = (
    (pictures.missing, "image"),
    (pictures.undescribed, "body"),
    (pictures.alone, "body"),
    (wordings.merge_fields, "body"),
    (wordings.left_over, "body"),
)


def of(opened: Installation, item_id: int) -> tuple[Lack, ...]:
    """Return what an item lacks, in the order of its form.

    Raises:
        errors.UnknownItem, errors.InBin.
    """
    with opened.database.reading() as session:
        return look(session, opened, items.get(session, item_id))


def look(session: Session, opened: Installation, item: Item) -> tuple[Lack, ...]:
    """Return what an item lacks, in this transaction."""
    on = clock.in_paris(opened.clock.now()).date()
    snapshot = editions.alone(session, item, None, opened.settings.data, opened.settings.base_url, on)
    alone = _Alone(snapshot, frozenset(), opened)
    seen = (Lack(field, one.message) for rule, field in _RULES for one in rule(alone))
    return (*_own(snapshot.items[0], item), *seen)


def _own(piece: Piece, item: Item) -> Iterator[Lack]:
    has_intro, has_text = piece.intro.strip(), "".join(alerts.texts(piece.document)).strip()
    if not piece.title.strip():
        yield Lack("title", _("Il manque le titre."))
    if reason := item_writing.too_long("title", piece.title):
        yield Lack("title", _("Le titre est trop long : {reason}.").format(reason=reason))
    if reason := item_writing.too_long("intro", piece.intro):
        yield Lack("intro", _("Le chapô est trop long : {reason}.").format(reason=reason))
    if piece.type in _INTRODUCED and not has_intro:
        yield Lack("intro", _("Il manque le chapô : une ou deux phrases qui disent l’essentiel."))
    if not has_intro and not piece.image and not has_text and not automatic_lists.is_automatic(piece):
        yield Lack("body", _("Il manque le texte."))
    yield from _of_picture(piece, item)
    for field, key, sentence in _OF_TYPES.get(ItemType(piece.type), ()):
        if not getattr(piece, field).strip():
            yield Lack(key, _(sentence))


def _of_picture(piece: Piece, item: Item) -> Iterator[Lack]:
    if not piece.image:
        return
    if item.alt_awaited:
        yield Lack("image_alt", _("Dites ce que l’image montre, ou qu’elle est décorative."))
    if not item.rights.strip():
        yield Lack("rights", _("Il manque les droits : qui a permis de publier l’image, et où c’est écrit."))
    if not piece.credit.strip():
        yield Lack("credit", _("Il manque le crédit : qui a pris la photo ou fait le dessin."))
