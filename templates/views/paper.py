"""Pages for paper: from Jinja and HTML to PDF that screen readers can read (PDF/UA-1: tagged, titled, in French).

The only module that knows WeasyPrint, which is an extra. Refuses to fetch anything: a page holds everything it shows,
with pictures in `data:` addresses.
"""

from __future__ import annotations

import importlib.util
import logging
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
import PIL.ImageFile

from templates import errors

_PRINTS = Path(__file__).with_name("prints")


def page(name: str, **values: Any) -> str:
    """Return the HTML of a page of `prints/`; everything given is escaped."""
    return _environment().get_template(f"{name}.html").render(values)


def pdf(pages: Iterable[str]) -> bytes:
    """Return the PDF of the first of these pages that fits on one sheet; of the last page when no page fits.

    Raises:
        errors.PrinterMissing: WeasyPrint or the system libraries that it draws with are not installed.
    """
    weasyprint = require()
    for name in ("weasyprint", "fontTools"):
        logging.getLogger(name).setLevel(logging.ERROR)
    for html in pages:
        fetcher = weasyprint.urls.URLFetcher(allowed_protocols=("data",))
        document = weasyprint.HTML(string=html, url_fetcher=fetcher).render(
            pdf_variant="pdf/ua-1", presentational_hints=True
        )
        if len(document.pages) == 1:
            break
    return bytes(document.write_pdf(pdf_variant="pdf/ua-1"))


def is_there() -> bool:
    """Tell whether PDFs can be written, as far as can be seen without loading what writes them."""
    return importlib.util.find_spec("weasyprint") is not None


def require() -> Any:
    """Return WeasyPrint.

    Raises:
        errors.PrinterMissing.
    """
    try:
        import weasyprint
    except (ImportError, OSError):  # OSError: Pango is missing
        raise errors.PrinterMissing from None
    # Loading it makes Pillow take half a picture for a whole one, everywhere in this process.
    PIL.ImageFile.LOAD_TRUNCATED_IMAGES = False
    return weasyprint


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_PRINTS),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["number"] = number
    environment.filters["percent"] = _percent
    environment.filters["form"] = _form
    return environment


def number(value: float, decimals: int = 0) -> str:
    """Write a number as French does: « 12 345 », « 3,5 »."""
    return f"{value:,.{decimals}f}".replace(",", "\u202f").replace(".", ",")


def _percent(value: float, decimals: int = 1) -> str:
    """Write a share as French does: « 96,8 % »."""
    return f"{number(value * 100, decimals)}\u00a0%"


def _form(many: int, singular: str, plural: str) -> str:
    """Write a number with the word that it counts; zero and one are singular in French."""
    return f"{number(many)} {singular if abs(many) < 2 else plural}"
