"""Re-encoding pictures for letters: upright, without camera metadata, no wider than shown, and light.

Pure: octets in, octets out, and deterministic. The output is what every mail program shows: JPEG, PNG or GIF (Outlook
does not support WebP). Refuses files that are not pictures, and pictures that would fill the memory when unpacked.
"""

from __future__ import annotations

import io
import re
import struct
import warnings
from collections.abc import Iterator
from dataclasses import dataclass

import PIL.Image
import PIL.ImageChops
import PIL.ImageOps
from PIL import ImageCms, ImageSequence
from PIL.Image import Image

from campaigns.editorial import picture_kinds
from runtime.language import _

#: What is read.
FORMATS = ("PNG", "JPEG", "GIF", "WEBP")
#: Twice the width of a column (`templates.rich_text.typesetting.COLUMN`): sharp on screens of double density.
WIDEST = 2 * 536
#: Higher pictures would be posters.
HIGHEST = 2 * WIDEST
#: Octets: a letter with three pictures must load on a train.
HEAVIEST = 200_000
#: Pixels, all frames together: more than any telephone takes, 200 MB when unpacked.
MOST_PIXELS = 50_000_000
#: Milliseconds: a longer animation needs a button to stop it (WCAG 2.1, 2.2.2), which letters cannot have.
_LONGEST = 5_000
_QUALITIES = (88, 82, 75, 68, 60)


class Refused(ValueError):
    """The octets are not a picture that a letter can carry; the message is a French clause."""


@dataclass(frozen=True)
class Picture:
    """A picture, ready to be sent."""

    content: bytes
    #: `jpg`, `png` or `gif`.
    ending: str
    width: int
    height: int


def reencode(raw: bytes) -> Picture:
    """Re-encode a picture.

    Raises:
        Refused: it is not a picture, it is too large to unpack, or it is animated and too heavy.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", PIL.Image.DecompressionBombWarning)  # counted below, more strictly
            with PIL.Image.open(io.BytesIO(raw), formats=FORMATS) as opened:
                _require_small(opened)
                return _moving(opened) if getattr(opened, "n_frames", 1) > 1 else _still(opened)
    except PIL.Image.DecompressionBombError as vast:
        raise Refused(_too_many(max(map(int, re.findall(r"\d+", str(vast)))))) from vast
    except (OSError, SyntaxError, EOFError, ValueError, IndexError, struct.error) as broken:
        if isinstance(broken, Refused):
            raise
        raise Refused(picture_kinds.refusal(raw)) from broken


def _require_small(opened: Image) -> None:
    width, height = opened.size
    pixels = width * height * getattr(opened, "n_frames", 1)
    if pixels > MOST_PIXELS:
        raise Refused(_too_many(pixels))


def _too_many(pixels: int) -> str:
    words = _("elle compte {many} millions de pixels, {most} au plus : réduisez-la")
    return words.format(many=-(-pixels // 1_000_000), most=MOST_PIXELS // 1_000_000)


def _still(opened: Image) -> Picture:
    if opened.format == "JPEG":
        opened.draft("RGB", (2 * WIDEST, 2 * HIGHEST))  # unpacks a large one at a half or a quarter
    has_lines = opened.format in {"PNG", "GIF"}
    upright = _coloured(_eight_bits(PIL.ImageOps.exif_transpose(opened)))
    shown = _fitting(upright)
    while True:
        for content, ending in _encodings(shown, has_lines=has_lines):
            if len(content) <= HEAVIEST:
                return Picture(content, ending, *shown.size)
        shown = _fitting(shown, shown.width * 4 // 5, shown.height * 4 // 5)


def _encodings(picture: Image, *, has_lines: bool) -> Iterator[tuple[bytes, str]]:
    """Yield ever lighter forms: drawings and transparent pictures as PNG, photographs as JPEG."""
    if has_lines or picture.mode == "RGBA":
        yield _written(picture, "PNG", optimize=True), "png"
        few = PIL.Image.Quantize.FASTOCTREE if picture.mode == "RGBA" else PIL.Image.Quantize.MEDIANCUT
        if picture.mode == "RGBA" or _has_few_colours(picture):
            yield _written(picture.quantize(256, method=few), "PNG", optimize=True), "png"
    if picture.mode != "RGBA":
        for quality in _QUALITIES:
            yield _written(picture, "JPEG", quality=quality, optimize=True, progressive=True), "jpg"


def _has_few_colours(picture: Image) -> bool:
    """Tell whether 256 colours show it well: a drawing, not a photograph."""
    return picture.resize((256, 256)).getcolors(4096) is not None


def _moving(opened: Image) -> Picture:
    frames, durations = [], []
    for number, frame in enumerate(ImageSequence.Iterator(opened)):
        if number == 0 and opened.info.get("default_image"):
            continue  # shown by programs that know no animated PNG, and by no other
        frame.load()  # WebP knows how long a frame is shown only once it is read
        frames.append(_fitting(frame.convert("RGBA")))
        durations.append(int(frame.info.get("duration") or 100))
    rounds = _rounds(opened, sum(durations))
    again = {"loop": rounds} if rounds > 1 else {}
    content = _written(
        frames[0], "GIF", save_all=True, append_images=frames[1:], duration=durations, disposal=2, **again
    )
    if len(content) > HEAVIEST:
        raise Refused(_("elle est animée et pèse trop lourd : donnez une image fixe, ou une animation de 200 Ko"))
    return Picture(content, "gif", *frames[0].size)


def _rounds(opened: Image, milliseconds: int) -> int:
    """Return how often an animation is played: as its author said, and no longer than five seconds."""
    most = max(1, _LONGEST // max(1, milliseconds))
    # A GIF that says nothing is played once; 0 is for ever.
    said = int(opened.info.get("loop", 1 if opened.format == "GIF" else 0))
    return min(said or most, most)


def _coloured(picture: Image) -> Image:
    """Return the picture in RGB, or in RGBA if it is transparent, in the colours of the web (sRGB)."""
    mode = "RGBA" if picture.has_transparency_data else "RGB"
    profile = picture.info.get("icc_profile")
    if profile and picture.mode in {"RGB", "RGBA", "CMYK"}:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            managed = ImageCms.profileToProfile(
                picture, source, ImageCms.createProfile("sRGB"), outputMode=mode if picture.mode != "CMYK" else "RGB"
            )
            return managed or picture.convert(mode)
        except (ImageCms.PyCMSError, OSError):
            pass  # a damaged profile says nothing about the colours
    return picture.convert(mode)


def _eight_bits(picture: Image) -> Image:
    """Return a grey picture of 16 bits as one of 8; Pillow alone would turn all but black into white."""
    if not picture.mode.startswith("I"):
        return picture
    wide = picture.convert("I")
    grey = wide.point(lambda value: value * (1 / 256)).convert("L")
    clear = picture.info.get("transparency")
    if isinstance(clear, int):
        above = wide.point(lambda value: value * 255 - 255 * clear).convert("L")
        below = wide.point(lambda value: value * -255 + 255 * clear).convert("L")
        grey.putalpha(PIL.ImageChops.lighter(above, below))
    return grey


def _fitting(picture: Image, widest: int = WIDEST, highest: int = HIGHEST) -> Image:
    copied = picture.copy()
    copied.thumbnail((max(1, widest), max(1, highest)), PIL.Image.Resampling.LANCZOS)
    return copied


def _written(picture: Image, kind: str, **how: object) -> bytes:
    """Write a picture without any metadata."""
    bare = picture.copy()
    bare.info = {}
    buffer = io.BytesIO()
    bare.save(buffer, kind, **how)
    return buffer.getvalue()
