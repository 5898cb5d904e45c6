"""Where Jinja finds a template: in the folder of a design first, then among the common files.

Every template is loaded under the name of its own file, so that findings name the one to correct.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import jinja2

from templates import designs

#: What a name starts with when a design calls the common file that its own stands in for.
_COMMON = "common/"


class Loader(jinja2.BaseLoader):
    """Reads templates by way of `files`, those of a design first."""

    def __init__(self, key: str, files: jinja2.BaseLoader) -> None:
        self._folder = designs.folder(key)
        self._files = files

    def load(
        self,
        environment: jinja2.Environment,
        name: str,
        globals: Any = None,  # noqa: A002 -- the name Jinja gave it
    ) -> jinja2.Template:
        """Return a template; raises TemplateNotFound."""
        for file in self._places(name):
            with suppress(jinja2.TemplateNotFound):
                return self._files.load(environment, file, globals)
        raise jinja2.TemplateNotFound(name)

    def _places(self, name: str) -> tuple[str, ...]:
        if name.startswith(_COMMON):
            return (name.removeprefix(_COMMON),)
        return (f"{self._folder}/{name}", name) if self._folder else (name,)
