"""Pictures: present, described, legible on a dark background, and never the only content of an item."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import PIL.Image
import PIL.ImageStat

from campaigns.checking import draft_texts
from campaigns.checking.drafts import Items
from campaigns.checking.findings import Seen
from campaigns.checking.rules.rule import Basis, blocks, warns
from campaigns.editorial import images
from campaigns.editorial.snapshots import Piece
from campaigns.editorial.typography import alerts
from runtime.language import _
from runtime.remembering import Memory

#: Of 255: a drawing that is darker than this cannot be seen on a dark background.
_DARK = 80
#: Of 255: less opaque than this, the background shows through.
_TRANSPARENT = 128
#: Pictures are named by their hash: what one looks like never changes.
_dark: Memory[bool] = Memory(1_000)


def missing(draft: Items) -> Iterator[Seen]:
    """Every picture is there."""
    for item in draft.snapshot.items:
        if any(not _file(draft, name).is_file() for name in _names(item)):
            message = _("L’image de « {title} » manque dans le dossier de données : ajoutez l’article à nouveau.")
            yield Seen(message.format(title=item.title), item.id)


def undescribed(draft: Items) -> Iterator[Seen]:
    """Every picture says what it shows, or that it only decorates (RGAA 1.1)."""
    for item in draft.snapshot.items:
        if item.id in draft.undescribed:
            message = _("L’image de « {title} » ne dit pas ce qu’elle montre, ni qu’elle décore.")
            yield Seen(message.format(title=item.title), item.id)
        if any(picture.alt is None for picture in draft_texts.pictures(item)):
            message = _("Une image dans le texte de « {title} » ne dit pas ce qu’elle montre, ni qu’elle décore.")
            yield Seen(message.format(title=item.title), item.id)


def alone(draft: Items) -> Iterator[Seen]:
    """A reader without pictures, or a blind reader, gets the same information."""
    for item in draft.snapshot.items:
        words = "".join(alerts.texts(item.document)).strip()
        if list(_names(item)) and not words and not item.intro.strip():
            message = _("« {title} » n’est qu’une image : ceux qui ne la voient pas n’y trouvent rien.")
            yield Seen(message.format(title=item.title), item.id)


def lost_in_the_dark(draft: Items) -> Iterator[Seen]:
    """A dark drawing without its own background disappears on a dark screen."""
    for item in draft.snapshot.items:
        if any(_is_dark_drawing(draft, name) for name in _names(item)):
            message = _("L’image de « {title} » est un dessin sombre sur fond transparent : invisible en mode sombre.")
            yield Seen(message.format(title=item.title), item.id)


def _names(item: Piece) -> Iterator[str]:
    if item.image:
        yield item.image
    yield from (picture.src for picture in draft_texts.pictures(item))


def _file(draft: Items, name: str) -> Any:
    return images.folder(draft.installation.settings.data) / name


def _is_dark_drawing(draft: Items, name: str) -> bool:
    file = _file(draft, name)
    return file.is_file() and _dark.get(file, lambda: _is_dark(file))


def _is_dark(file: Path) -> bool:
    with PIL.Image.open(file) as picture:
        if not picture.has_transparency_data:
            return False
        picture.thumbnail((256, 256))
        drawn = picture.convert("RGBA")
    alpha = drawn.getchannel("A").point(lambda depth: 255 if depth >= _TRANSPARENT else 0)
    drawn_on, in_all = PIL.ImageStat.Stat(alpha).sum[0], 255 * alpha.width * alpha.height
    return 0 < drawn_on < in_all and PIL.ImageStat.Stat(drawn.convert("L"), alpha).mean[0] < _DARK


RULES = (
    blocks("image_missing", missing, field="image"),
    blocks("missing_alt", undescribed, field="image_alt"),
    warns("image_only", alone, Basis.CONTENT),
    warns("dark_picture", lost_in_the_dark),
)
