"""A letter in other forms, to be looked at: without pictures, read out, on paper, on light and dark screens.

Makes the contents of files; refuses to write the files, and to fetch what they show.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from templates.views import browsers, html_variants, read_aloud
from templates.views import paper as views_paper

#: Widths, in CSS pixels, of the windows for screenshots: two telephones and a desktop.
WIDTHS = (320, 375, 1200)


@dataclass(frozen=True)
class Looks:
    """What is wanted besides the letter itself."""

    #: `letter-images-off.html`.
    images_off: bool = False
    #: `letter-screen-reader.txt`, see `read_aloud`.
    screen_reader: bool = False
    #: `letter-320-light.png` and so on; with `images_off` those too.
    png: bool = False
    #: `letter.pdf`.
    pdf: bool = False


#: The letter and nothing else.
ALONE = Looks()


@dataclass(frozen=True)
class Seen:
    """A letter, ready to be looked at."""

    html: str
    #: The same without personal data of a reader, and with the real addresses of its links.
    paper: str
    #: The media type and the octets of the picture at an address of the letter.
    picture: Callable[[str], tuple[str, bytes] | None]


def require(looks: Looks) -> None:
    """Refuse what cannot be made on this machine, before anything is made.

    Raises:
        errors.BrowserMissing, errors.PrinterMissing.
    """
    if looks.png:
        browsers.require()
    if looks.pdf:
        views_paper.require()


def files(seen: Seen, looks: Looks) -> dict[str, bytes]:
    """Return the names and the contents of what is wanted.

    Raises:
        errors.BrowserMissing, errors.BrowserFailed, errors.PrinterMissing.
    """
    made: dict[str, bytes] = {}
    if looks.images_off:
        made["letter-images-off.html"] = html_variants.without_pictures(seen.html).encode()
    if looks.screen_reader:
        made["letter-screen-reader.txt"] = read_aloud.read_out(seen.html).encode()
    if looks.pdf:
        made["letter.pdf"] = views_paper.pdf(
            [html_variants.with_pictures(html_variants.for_paper(seen.paper), seen.picture)]
        )
    return made | (_photographs(seen, images_off=looks.images_off) if looks.png else {})


def _photographs(seen: Seen, *, images_off: bool) -> dict[str, bytes]:
    pages = {"letter": html_variants.with_pictures(seen.html, seen.picture)}
    if images_off:
        pages["letter-images-off"] = html_variants.without_pictures(seen.html)
    shots = [browsers.Shot(width, dark) for width in WIDTHS for dark in (False, True)]
    taken = browsers.pictures(pages.values(), shots)
    return {
        f"{name}-{shot.name}.png": content
        for name, of_page in zip(pages, taken, strict=True)
        for shot, content in of_page.items()
    }
