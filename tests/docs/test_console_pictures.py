"""The pictures of the console: each screen in each window, and nothing that is shown no more."""

from __future__ import annotations

import re

from bench import console_pictures


def test_every_screen_is_shown_in_every_window() -> None:
    """The page names what there is, and no picture is left of what is no more."""
    shown = re.findall(r"\(([\w-]+)\.webp\)", (console_pictures.FOLDER / "README.md").read_text("utf-8"))
    kept = {file.stem for file in console_pictures.FOLDER.glob("*.webp")}
    taken = {f"{name.strip('*')}-{window}" for name in console_pictures.SCREENS for window in console_pictures.WINDOWS}

    assert set(shown) == kept == taken, "make pictures, then name them"


def test_the_pictures_of_the_console_are_light() -> None:
    """Who clones the repository fetches them all."""
    assert sum(file.stat().st_size for file in console_pictures.FOLDER.glob("*.webp")) < 3_000_000
