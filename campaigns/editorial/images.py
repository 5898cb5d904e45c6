"""Pictures of items: checked, and kept in the data folder under the hash of their content.

Owns `<data>/images/`. Refuses anything that is not a PNG, JPEG, GIF or WebP picture.
"""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from pathlib import Path

import PIL.Image

from campaigns import errors
from runtime.language import _

#: Format -> (file ending, media type).
FORMATS = {
    "PNG": ("png", "image/png"),
    "JPEG": ("jpg", "image/jpeg"),
    "GIF": ("gif", "image/gif"),
    "WEBP": ("webp", "image/webp"),
}
_LARGEST = 20_000_000


@dataclass(frozen=True)
class Stored:
    """A picture that was kept."""

    #: `<sha256>.<ending>`.
    name: str
    width: int
    height: int


def folder(data: Path) -> Path:
    """Return where pictures are kept."""
    return data / "images"


def keep(data: Path, file: Path) -> Stored:
    """Check the picture in `file` and keep a copy.

    Raises:
        errors.ImageRefused: it is missing, too large, or no picture of a kind that mail programs show.
    """
    raw = _read(file)
    try:
        with PIL.Image.open(io.BytesIO(raw), formats=list(FORMATS)) as picture:
            picture.verify()
            ending, size = FORMATS[str(picture.format)][0], picture.size
    except (OSError, SyntaxError, ValueError, PIL.Image.DecompressionBombError):
        reason = _("ce n’est pas une image PNG, JPEG, GIF ou WebP lisible")
        raise errors.ImageRefused(image=file.name, reason=reason) from None
    name = f"{hashlib.sha256(raw).hexdigest()}.{ending}"
    target = folder(data) / name
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        partial = target.with_suffix(".partial")
        partial.write_bytes(raw)
        partial.replace(target)
    return Stored(name, *size)


def size(file: Path) -> tuple[int, int]:
    """Return the width and height of a picture that is kept, in pixels.

    Raises:
        errors.ImageRefused: it is no longer there.
    """
    try:
        with PIL.Image.open(file) as picture:
            return picture.size
    except OSError:
        raise errors.ImageRefused(image=file.name, reason=_("elle manque dans le dossier de données")) from None


def _read(file: Path) -> bytes:
    try:
        if file.stat().st_size > _LARGEST:
            raise errors.ImageRefused(image=file.name, reason=_("elle pèse plus de 20 Mo"))
        return file.read_bytes()
    except FileNotFoundError:
        reason = _("le fichier n’existe pas")
        raise errors.ImageRefused(image=file.name, reason=reason) from None
    except OSError:
        raise errors.ImageRefused(image=file.name, reason=_("le fichier ne peut pas être lu")) from None
