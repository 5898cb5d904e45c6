"""The files that a browser loads with the console's pages: what they are called, and icons as markup.

`web.console.bundling` made them, and `web.console.bundle_files` sends them.
"""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

from markupsafe import Markup

from runtime.errors import RelaisError
from runtime.language import N_

FOLDER = Path(__file__).with_name("bundle")
#: Where browsers find them.
PATH = "/-/"
_MANIFEST = FOLDER / "manifest.json"


class Missing(RelaisError):
    """There is no bundle: pages would stand without their style and without their scripts."""

    message = N_(
        "L’apparence de la console n’est pas encore préparée sur ce serveur. "
        "Dans le dossier de Relais, tapez « make bundle », puis rechargez cette page."
    )


def require() -> None:
    """Refuse to go on without a bundle.

    Raises:
        Missing: there is none.
    """
    if not version():
        raise Missing


def url(name: str) -> str:
    """Return the address of what was made of a source: `console.css`, `editor.js`.

    Without a bundle it is an address where nothing is: a page that says what went wrong is drawn all the same.
    """
    return PATH + _names(version()).get(name, name)


def icon(name: str, label: str = "") -> Markup:
    """Return the markup of an icon of `icons.txt`. Without a label it stands beside a word, and is not read out."""
    said = Markup('role="img" aria-label="{}"').format(label) if label else Markup('aria-hidden="true"')
    return Markup('<svg class="icon" {}><use href="{}#{}"/></svg>').format(said, url("icons.svg"), name)


def version() -> int:
    """Return a number that changes when the bundle is made anew; 0 without a bundle."""
    try:
        return _MANIFEST.stat().st_mtime_ns
    except FileNotFoundError:
        return 0


@lru_cache(maxsize=1)
def _names(made: int) -> dict[str, str]:
    names: dict[str, str] = json.loads(_MANIFEST.read_text("utf-8"))["names"] if made else {}
    return names
