"""How pages are drawn from Jinja files; everything is escaped, nothing is a template but the files of a folder."""

from __future__ import annotations

from pathlib import Path

import jinja2

from runtime.language import _, ngettext


def environment(folder: Path) -> jinja2.Environment:
    """Return what draws the files of a folder; a name that a file uses and nobody gave is an error."""
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder), autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    made.globals |= {"_": _, "ngettext": ngettext}
    return made
