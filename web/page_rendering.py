"""How pages are drawn from Jinja files; everything is escaped, and only the files of a folder are templates."""

from __future__ import annotations

from pathlib import Path

import jinja2

from runtime.language import _, ngettext

#: What readers and officers both read, word for word.
_SHARED = Path(__file__).with_name("html")


def environment(folder: Path) -> jinja2.Environment:
    """Return the Jinja environment of a folder and of what pages share; an undefined name in a file is an error."""
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader([folder, _SHARED]), autoescape=True, undefined=jinja2.StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    made.globals |= {"_": _, "ngettext": ngettext}
    return made
