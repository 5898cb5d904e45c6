"""Pages that show every part of the console's look, for the eye and for the browser's tests."""

from __future__ import annotations

from pathlib import Path

import fastapi
import jinja2
from fastapi.responses import FileResponse, HTMLResponse

from runtime.language import grouped
from web import page_rendering
from web.console import app, assets, bundle_files, pages
from web.reader import pages as reader_pages

#: A page of the gallery each.
NAMES = ("lists", "forms", "writer", "composer", "alone")
_OURS = Path(__file__).parent
_THEIRS = Path(pages.__file__).with_name("html")
_ICON = Path(reader_pages.__file__).with_name("static") / "icon.svg"


class Visitor:
    """Who looks at it."""

    name = "Claire Aubry"


def application() -> fastapi.FastAPI:
    """Return what serves the gallery with the console's own policy and files."""
    made = fastapi.FastAPI()
    made.include_router(bundle_files.router)
    environment = page_rendering.environment(_THEIRS)
    environment.loader = jinja2.FileSystemLoader([_THEIRS, _OURS])
    environment.globals |= {"asset": assets.url, "icon": assets.icon}
    environment.filters |= {"grouped": grouped}

    @made.get("/gallery/{name}")
    def show(name: str, theme: str = "") -> HTMLResponse:
        shared = {
            "visitor": None if name == "alone" else Visitor,
            "path": "/articles",
            "theme": theme,
            "flash": "Article enregistré." if name == "lists" else "",
            "tick_missing": name == "lists",
            "near": None,
            "unread": lambda: 0,
            "manual": "/manuel",
            "may": lambda role: role != "send",
            "whom": lambda _role: "Il faut le droit d’envoyer. Demandez à : Claire Aubry.",
        }
        return HTMLResponse(environment.get_template(f"{name}.html").render(shared), headers=app.POLICY)

    @made.get("/letter")
    def letter() -> FileResponse:
        return FileResponse(_OURS / "letter.html")

    @made.get("/l/static/icon.svg")
    def icon() -> FileResponse:
        return FileResponse(_ICON)

    return made
