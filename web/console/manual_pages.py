"""The officer's manual as it is read in the console: its pages, its pictures, and which page speaks of a screen.

The words stand in `docs/manuel`, in French, one page a task; the wheel carries them beside this module. Refuses names
that are no page of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from web.errors import NotFound

#: Where the console shows it.
ADDRESS = "/manuel"
#: The page that lists all others.
CONTENTS = "README"
#: A screen by its address -> the page that speaks of it; the first that fits.
PLACES: tuple[tuple[str, str], ...] = (
    (r"/articles/fichier.*", "fichier-word"),
    (r"/articles.*", "article"),
    (r"/(images|documents).*", "images-et-documents"),
    (r"/numeros/\d+/envoi.*", "envoyer"),
    (r"/numeros/\d+/(controles|typographie).*", "controles"),
    (r"/numeros/\d+/bon-a-tirer.*", "bon-a-tirer"),
    (r"/numeros/\d+/(regard|essai|comme|presentation).*", "apercu-et-essai"),
    (r"/(numeros|nouveau-message).*", "numero"),
    (r"/destinataires/imports.*", "importer"),
    (r"/destinataires/segments.*", "segments"),
    (r"/destinataires/(oppositions|droits|demandes|effacements).*", "oppositions-et-droits"),
    (r"/destinataires.*", "destinataires"),
    (r"/envois/\d+/resultats.*", "resultats"),
    (r"/envois.*", "depart"),
    (r"/reponses.*", "reponses"),
    (r"/convention/propositions.*", "propositions"),
    (r"/convention/rencontres.*", "rencontres"),
    (r"/convention/(transmissions|kit).*", "transmissions"),
    (r"/convention/(bilan|couverture).*", "bilan"),
    (r"/convention/designations.*", "bon-a-tirer"),
    (r"/convention.*", "convention"),
    (r"/(mon-compte|reglages/comptes|journal).*", "comptes"),
    (r"/(reglages|premiere-ouverture).*", "reglages"),
    (r"/", "accueil"),
)
_PICTURE = re.compile(r"[a-z0-9-]{1,60}\.webp")
_LINK = re.compile(r"([A-Za-z-]+)\.md(#[a-z0-9-]+)?")


@dataclass(frozen=True)
class ManualPage:
    """One page of the manual."""

    title: str
    #: Without its title.
    html: str


def about(path: str) -> str:
    """Return the address of the page that speaks of a screen; the list of all where none does."""
    found = next((name for pattern, name in PLACES if re.fullmatch(pattern, path)), "")
    return f"{ADDRESS}/{found}" if found else ADDRESS


@cache
def page(name: str) -> ManualPage:
    """Return a page by its name.

    Raises:
        NotFound: there is no such page.
    """
    if name not in _names():
        raise NotFound
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = reader.parse((folder() / f"{name}.md").read_text("utf-8"))
    title = next(one.content for one in tokens if one.type == "inline")
    for token in tokens:
        for child in token.children or ():
            _lead(child)
    return ManualPage(title, reader.renderer.render(tokens[3:], reader.options, {}))


def picture(name: str) -> bytes:
    """Return a picture of the manual, as WebP.

    Raises:
        NotFound: there is no such picture.
    """
    file = folder() / "images" / name
    if not _PICTURE.fullmatch(name) or not file.is_file():
        raise NotFound
    return file.read_bytes()


def folder() -> Path:
    """Return where the pages are: beside this module in a wheel, else in the project."""
    carried = Path(__file__).with_name("manual")
    return carried if carried.is_dir() else Path(__file__).parents[2] / "docs" / "manuel"


@cache
def _names() -> frozenset[str]:
    return frozenset(file.stem for file in folder().glob("*.md"))


def _lead(token: Token) -> None:
    """Let links and pictures lead to where the console shows them."""
    if token.type == "image":
        token.attrs["src"] = f"{ADDRESS}/{token.attrs['src']}"
        token.attrs["loading"] = "lazy"
    if token.type == "link_open" and (found := _LINK.fullmatch(str(token.attrs.get("href", "")))):
        name = "" if found[1] == CONTENTS else f"/{found[1]}"
        token.attrs["href"] = f"{ADDRESS}{name}{found[2] or ''}"
