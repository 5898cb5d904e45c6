"""A review as a file: `.pdf` to sign, `.html` to look at, `.odt` to edit, `.json` for scripts.

Each is the same octets for the same state of the installation. Writes nothing on a disk.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

from campaigns import errors
from campaigns.partnership.bilan import page, reviewing, text_document
from campaigns.partnership.bilan.periods import Asked
from campaigns.partnership.bilan.reviewing import Review
from runtime.installation import Installation
from runtime.language import _
from templates.views import open_document


@dataclass(frozen=True)
class Format:
    """One kind of file."""

    media_type: str
    write: Callable[[Review], bytes]


def _html(review: Review) -> bytes:
    return page.html(review).encode("utf-8")


def _json(review: Review) -> bytes:
    return json.dumps(review.as_json(), ensure_ascii=False, indent=2).encode("utf-8") + b"\n"


#: By the ending of the name, without its dot.
FORMATS = {
    "pdf": Format("application/pdf", page.pdf),
    "html": Format("text/html; charset=utf-8", _html),
    "odt": Format(open_document.MEDIA_TYPE, text_document.odt),
    "json": Format("application/json", _json),
}


@dataclass(frozen=True)
class Reviewed:
    """A review, and the content of the file that was asked for; `None` when none was."""

    review: Review
    content: bytes | None


def reviewed(opened: Installation, asked: Asked, name: str | None = None) -> Reviewed:
    """Review the convention; with a name, also as the file of that name.

    Raises:
        errors.FileRefused: the name has another ending.
        bilan_errors.NothingToReview, bilan_errors.PeriodRefused, templates.errors.PrinterMissing.
    """
    if name is None:
        return Reviewed(reviewing.review(opened, asked), None)
    format_ = FORMATS.get(PurePath(name).suffix.lower().removeprefix("."))
    if format_ is None:
        raise errors.FileRefused(file=name, reason=_("son nom doit finir par .pdf, .html, .odt ou .json"))
    review = reviewing.review(opened, asked)
    return Reviewed(review, format_.write(review))
