"""Drawing a reader page from its Jinja file; everything is escaped, nothing is a template but these files."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from fastapi.responses import HTMLResponse

from runtime.language import _


@cache
def _environment() -> jinja2.Environment:
    loader = jinja2.FileSystemLoader(Path(__file__).with_name("html"))
    environment = jinja2.Environment(loader=loader, autoescape=True, undefined=jinja2.StrictUndefined)
    environment.globals["_"] = _
    return environment


def page(name: str, *, status: int = 200, **values: Any) -> HTMLResponse:
    """Return one page."""
    return HTMLResponse(_environment().get_template(name).render(values), status_code=status)
