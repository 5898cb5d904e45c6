"""The pictures of `docs/letters`: every e-mail in Chromium, narrow and wide, light and dark, with pictures and without.

`make letters` renews them: issues of the demo as a reader receives them, service messages from their samples. They are
for people to look at; tests compare structure.
"""

from __future__ import annotations

import io
import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import PIL.Image

from campaigns.acting import launching, previewing
from campaigns.editorial import images, looks
from cli.demo import building, cast, folders
from lists.models import Contact
from runtime.installation import Installation
from runtime.settings import Settings
from templates import catalogue, compiling, designs, letters, samples
from templates.views import browsers, html_variants
from templates.views.browsers import Shot

FOLDER = Path(__file__).parents[1] / "docs" / "letters"
SHOTS = (Shot(320), Shot(320, dark=True), Shot(600), Shot(600, dark=True), Shot(1200))
#: The screenshots of a letter without pictures.
BARE = (Shot(320, dark=True), Shot(600))
#: Those of a design: what is new in it shows on a telephone and in the width of a letter.
DESIGNED = (Shot(320), Shot(320, dark=True), Shot(600), Shot(600, dark=True))
#: How many colours are kept exactly, and how many approximate all the others.
_GROUNDS, _COLOURS = 8, 9
#: Pixels of a letter in a design that are shown: the rest repeats itself.
_BEGINNING = 1500
#: The part of the newsletter that the first page of the documentation shows.
_HEAD = (600, 900)


def main() -> None:
    """Take the screenshots, and replace the old ones."""
    for old in FOLDER.glob("*.webp"):
        old.unlink()
    for name, page, bare in pages():
        _take(name, page, SHOTS)
        _take(name, bare, BARE, "-images-off")
    for name, page in designed():
        _take(name, page, DESIGNED, most=_BEGINNING)
    wide = PIL.Image.open(FOLDER / "newsletter-600-light.webp")
    _keep(wide.crop((0, 0, *_HEAD)), "newsletter")


def _take(name: str, html: str, shots: Sequence[Shot], kind: str = "", most: int | None = None) -> None:
    for shot, content in browsers.pictures([html], shots)[0].items():
        whole = PIL.Image.open(io.BytesIO(content))
        _keep(whole.crop((0, 0, whole.width, min(whole.height, most or whole.height))), f"{name}-{shot.name}{kind}")


def designed() -> Iterator[tuple[str, str]]:
    """Yield the name of each design with a folder, and the page of the newsletter in it."""
    with _demo() as built:
        email = _reader(built)
        for key in filter(designs.folder, designs.DESIGNS):
            looks.change(built.installation, looks.LookChange(design=key), "bench")
            html = previewing.render(built.installation, built.issue_id, email).files[previewing.PAGE].decode()
            yield f"newsletter-{key}", _with_pictures(built.installation, html)


def pages() -> Iterator[tuple[str, str, str]]:
    """Yield the name of every e-mail, its page with pictures in it, and its page without."""
    with _demo() as built:
        yield from _issues(built)
    for name in catalogue.EMAILS:
        if name not in catalogue.ISSUES:
            letter = compiling.compile_sample(name)
            _subject, html, _text = letters.preview(letter.variant(letter.conditions), samples.VALUES)
            yield name, html, html_variants.without_pictures(html)


@contextmanager
def _demo() -> Iterator[building.Built]:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "demo"
        folders.prepare(home)
        built = building.build(home, "smtp://127.0.0.1:25", Settings(), cast.draw(), "bench")
        yield built
        built.installation.database.engine.dispose()


def _issues(built: building.Built) -> Iterator[tuple[str, str, str]]:
    email = _reader(built)
    for name, issue in zip(catalogue.ISSUES, (built.issue_id, *built.drafts), strict=True):
        html = previewing.render(built.installation, issue, email).files[previewing.PAGE].decode()
        yield name, _with_pictures(built.installation, html), html_variants.without_pictures(html)


def _reader(built: building.Built) -> str:
    """Return the address of a reader who receives most of the newsletter, so that most of it is shown."""
    fullest = max(launching.variants(built.installation, built.issue_id, None), key=lambda one: len(one.items))
    with built.installation.database.reading() as session:
        return session.get_one(Contact, fullest.contact_id).email


def _with_pictures(opened: Installation, html: str) -> str:
    def found(address: str) -> tuple[str, bytes]:
        name = address.rpartition("/")[2]
        return images.TYPES[name.rpartition(".")[2]], images.content(opened.settings.data, name)

    return html_variants.with_pictures(html, found)


def _keep(picture: PIL.Image.Image, name: str) -> None:
    whole = picture.convert("RGB")
    few = whole.quantize(palette=_palette(whole), dither=PIL.Image.Dither.NONE)
    few.convert("RGB").save(FOLDER / f"{name}.webp", "WEBP", lossless=True, quality=100, method=6)


def _palette(picture: PIL.Image.Image) -> PIL.Image.Image:
    """Return few colours: the commonest ones exactly (the backgrounds), and the most different of the others."""
    counted: list[tuple[int, Any]] = picture.getcolors(1 << 24) or []
    grounds = [sign for _many, colour in sorted(counted, reverse=True)[:_GROUNDS] for sign in colour]
    others = picture.quantize(_COLOURS, PIL.Image.Quantize.MAXCOVERAGE).getpalette() or []
    found = PIL.Image.new("P", (1, 1))
    found.putpalette(grounds + others[: 3 * _COLOURS])
    return found


if __name__ == "__main__":
    os.environ.pop("RELAIS_NOW", None)
    main()
