"""Pictures and logos of the demo, drawn here: sober shapes that say « DÉMO », never somebody's real mark."""

from __future__ import annotations

import colorsys
import random
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from cli.demo import tables

_MARK = "DEMO"
_PAPER, _INK = (250, 248, 244), (38, 50, 72)
#: Both logos have the same height: neither partner comes first.
LOGO_SIZE = (320, 160)
PICTURE_SIZE = (1072, 480)


def logo(file: Path, words: str, hue: float) -> None:
    """Write a placeholder logo: a ring of dots in a hue (0 to 1), the name (plain letters) and the mark."""
    width, height = LOGO_SIZE
    image = Image.new("RGB", LOGO_SIZE, _PAPER)
    drawn = ImageDraw.Draw(image)
    drawn.rounded_rectangle((2, 2, width - 3, height - 3), 14, outline=_tone(hue, 0.5), width=4)
    drawn.ellipse((24, 40, 104, 120), fill=_tone(hue, 0.5))
    drawn.ellipse((48, 64, 80, 96), fill=_PAPER)
    drawn.text((124, 36), words, fill=_INK, font=ImageFont.load_default(34))
    _mark(drawn, (124, 92), 26, _tone(hue, 0.5))
    image.save(file, "PNG", optimize=True)


def picture(file: Path, hue: float) -> None:
    """Write a wide abstract picture in a hue (0 to 1): people as columns of different heights, side by side."""
    width, height = PICTURE_SIZE
    chance = tables.draws()
    image = Image.new("RGB", PICTURE_SIZE, _tone(hue, 0.92))
    drawn = ImageDraw.Draw(image)
    for left in range(40, width - 80, 92):
        _figure(drawn, chance, left, height, hue)
    _mark(drawn, (width - 150, 28), 36, _INK)
    image.save(file, "PNG", optimize=True)


def _figure(drawn: ImageDraw.ImageDraw, chance: random.Random, left: int, bottom: int, hue: float) -> None:
    top = chance.randrange(180, 300)
    colour = _tone((hue + chance.uniform(-0.12, 0.12)) % 1, chance.uniform(0.35, 0.65))
    drawn.rounded_rectangle((left, top, left + 68, bottom + 40), 34, fill=colour)
    drawn.ellipse((left + 8, top - 66, left + 60, top - 14), fill=colour)


def _mark(drawn: ImageDraw.ImageDraw, corner: tuple[int, int], size: int, colour: tuple[int, int, int]) -> None:
    """Write « DÉMO »; the font that Pillow brings has no É, so the accent is drawn."""
    font = ImageFont.load_default(size)
    left, top = corner
    drawn.text(corner, _MARK, fill=colour, font=font)
    middle = left + (font.getlength("D") + font.getlength("DE")) / 2
    rise = size // 5
    drawn.line((middle - rise / 2, top + rise, middle + rise, top - rise / 4), fill=colour, width=max(2, size // 10))


def _tone(hue: float, lightness: float) -> tuple[int, int, int]:
    red, green, blue = colorsys.hls_to_rgb(hue, lightness, 0.38)
    return round(red * 255), round(green * 255), round(blue * 255)
