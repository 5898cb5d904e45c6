"""The drawings of the demo."""

from __future__ import annotations

from pathlib import Path

import PIL.Image

from cli.demo import pictures


def test_both_logos_are_as_high(tmp_path: Path) -> None:
    """Neither partner comes first."""
    sizes = set()
    for words in ("Charte", "CNML"):
        pictures.logo(tmp_path / f"{words}.png", words, 0.5)
        with PIL.Image.open(tmp_path / f"{words}.png") as image:
            sizes.add(image.size)
    assert sizes == {pictures.LOGO_SIZE}


def test_the_same_picture_is_drawn_every_time(tmp_path: Path) -> None:
    """Its hash is its name in the data folder: it must not move."""
    for name in ("a.png", "b.png"):
        pictures.picture(tmp_path / name, 0.3)
    assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes()
