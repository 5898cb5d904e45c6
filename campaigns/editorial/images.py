"""Pictures of letters: re-encoded (`reencoding`), and stored in the data folder under the hash of their content.

Owns `<data>/images/`: its files never change. Refuses anything that is not a PNG, JPEG, GIF or WebP picture.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import PIL.Image

from campaigns import errors
from campaigns.editorial import reencoding
from runtime.files import File
from runtime.language import _

#: File ending -> media type of what is kept.
TYPES = {"png": "image/png", "jpg": "image/jpeg", "gif": "image/gif", "webp": "image/webp"}
#: Octets of a file that somebody brings.
LARGEST = 20_000_000


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


def keep(data: Path, file: File) -> Stored:
    """Re-encode the picture in a file and store it.

    Raises:
        errors.ImageRefused: it is too large, or not a picture of a supported kind.
    """
    if len(file.content) > LARGEST:
        raise errors.ImageRefused(image=file.name, reason=_("elle pèse plus de 20 Mo"))
    return keep_content(data, file.content, file.name)


def keep_content(data: Path, raw: bytes, called: str) -> Stored:
    """Re-encode a picture and store it; a refusal names it `called`. A picture that is stored already stays unchanged.

    Raises:
        errors.ImageRefused: it is not a picture of a supported kind.
    """
    if (known := _known(data, raw)) is not None:
        return known
    try:
        made = reencoding.reencode(raw)
    except reencoding.Refused as refused:
        raise errors.ImageRefused(image=called, reason=str(refused)) from None
    name = f"{hashlib.sha256(made.content).hexdigest()}.{made.ending}"
    target = folder(data) / name
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        partial = target.with_suffix(".partial")
        partial.write_bytes(made.content)
        partial.replace(target)
    return Stored(name, made.width, made.height)


def _known(data: Path, raw: bytes) -> Stored | None:
    digest = hashlib.sha256(raw).hexdigest()
    names = (f"{digest}.{ending}" for ending in TYPES)
    name = next((one for one in names if (folder(data) / one).is_file()), None)
    return Stored(name, *size(folder(data) / name)) if name else None


def size(file: Path) -> tuple[int, int]:
    """Return the width and height of a picture that is kept, in pixels.

    Raises:
        errors.ImageRefused: it is no longer there.
    """
    try:
        with PIL.Image.open(file) as picture:
            return picture.size
    except OSError:
        raise _missing(file.name) from None


def width(data: Path, name: str) -> int:
    """Return the width of a picture that is kept, in pixels; 0 when it is missing; the checks report that."""
    try:
        return size(folder(data) / name)[0]
    except errors.ImageRefused:
        return 0


def content(data: Path, name: str) -> bytes:
    """Return the octets of a picture that is kept.

    Raises:
        errors.ImageRefused: it is no longer there.
    """
    try:
        return (folder(data) / name).read_bytes()
    except OSError:
        raise _missing(name) from None


def _missing(name: str) -> errors.ImageRefused:
    return errors.ImageRefused(image=name, reason=_("elle manque dans le dossier de données"))
