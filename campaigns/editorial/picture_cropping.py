"""Cutting a picture: four numbers, or a ratio around the point that matters most. Pure.

Refuses a rectangle outside of the picture, and one so small that nothing is left of it.
"""

from __future__ import annotations

import io
from dataclasses import asdict, dataclass

import PIL.Image

from campaigns.editorial import item_errors
from runtime.language import _

#: Ratio by its name -> width by height.
RATIOS = {"16:9": 16 / 9, "3:2": 3 / 2, "4:3": 4 / 3, "1:1": 1.0, "3:4": 3 / 4}
#: Pixels: less shows nothing in a letter.
SMALLEST = 40
_SAME = 0.03


@dataclass(frozen=True)
class Crop:
    """What stays of a picture, in its pixels.

    Without width and height, or with others than the ratio allows, the most that fits.
    """

    left: int = 0
    top: int = 0
    width: int = 0
    height: int = 0
    #: The point that must stay visible.
    focus_x: int | None = None
    focus_y: int | None = None
    #: One of `RATIOS`; empty for any.
    ratio: str = ""

    def as_json(self) -> dict[str, int | str | None]:
        """Return it by its names."""
        return asdict(self)


def _differs(shape: float, ratio: str) -> bool:
    """Say whether a frame does not have the ratio that was asked for; a pixel more or less is the same."""
    return bool(ratio) and abs(shape / RATIOS[ratio] - 1) > _SAME


@dataclass(frozen=True)
class Box:
    """A rectangle, in pixels."""

    left: int
    top: int
    right: int
    bottom: int


def cut(raw: bytes, how: Crop) -> bytes:
    """Return the cut picture, in the format of the whole one.

    Raises:
        item_errors.CropRefused.
    """
    with PIL.Image.open(io.BytesIO(raw)) as whole:
        if getattr(whole, "n_frames", 1) > 1:
            raise item_errors.CropRefused(reason=_("une image animée ne se recadre pas"))
        box = frame(whole.width, whole.height, how)
        kept = whole.crop((box.left, box.top, box.right, box.bottom))
        buffer = io.BytesIO()
        best = {"quality": 95} if whole.format == "JPEG" else {}
        kept.save(buffer, whole.format or "PNG", **best)
    return buffer.getvalue()


def frame(width: int, height: int, how: Crop) -> Box:
    """Return the rectangle that stays of a picture of this size.

    Raises:
        item_errors.CropRefused.
    """
    wide, high = how.width, how.height
    left, top = how.left, how.top
    if how.ratio and how.ratio not in RATIOS:
        raise item_errors.CropRefused(reason=_("ce format n’existe pas"))
    if not wide or not high or _differs(wide / high, how.ratio):
        ratio = RATIOS[how.ratio] if how.ratio else width / height
        wide, high = min(width, round(height * ratio)), min(height, round(width / ratio))
        x = how.focus_x if how.focus_x is not None else width // 2
        y = how.focus_y if how.focus_y is not None else height // 2
        left, top = min(max(0, x - wide // 2), width - wide), min(max(0, y - high // 2), height - high)
    if left < 0 or top < 0 or left + wide > width or top + high > height:
        words = _("le cadre sort de l’image, qui fait {width} × {height} pixels")
        raise item_errors.CropRefused(reason=words.format(width=width, height=height))
    if wide < SMALLEST or high < SMALLEST:
        raise item_errors.CropRefused(reason=_("le cadre est trop petit, {n} pixels au moins").format(n=SMALLEST))
    return Box(left, top, left + wide, top + high)
