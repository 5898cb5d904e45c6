"""A picture of a letter: where it is, what it shows, how large it may be. Refuses to load it."""

from __future__ import annotations

from dataclasses import dataclass

#: Pixels: how wide the text of a letter is.
_ACROSS = 536


@dataclass(frozen=True)
class Image:
    """A picture that the letter points to; nothing is ever loaded here."""

    #: An https or cid address.
    src: str
    #: What it shows, in words; an empty string when it is decorative.
    alt: str
    #: Pixels, as shown at full size.
    width: int
    #: Pixels.
    height: int

    def height_within(self, most: int, widest: int) -> int:
        """Return the height, in pixels, at which neither side exceeds its maximum."""
        return max(1, min(most, widest * self.height // self.width))

    def width_within(self, widest: int, most: int) -> int:
        """Return the width, in pixels, at which neither side exceeds its maximum, nor the picture its own size."""
        return min(self.width, widest, self.width_at(min(self.height, most)))

    @property
    def is_upright(self) -> bool:
        """Whether it is as high as it is wide, or higher: most likely a portrait."""
        return self.height >= self.width

    @property
    def is_wide(self) -> bool:
        """Whether it can stand across a whole letter without being enlarged, and without filling the screen."""
        return self.width >= _ACROSS and self.width * 3 >= self.height * 4

    def width_at(self, height: int) -> int:
        """Return the width, in pixels, that keeps the proportions at this height."""
        return max(1, round(self.width * height / self.height))
