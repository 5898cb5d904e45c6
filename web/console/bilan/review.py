"""« Bilan »: the review as it is today or was on a day, in a frame, and as files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request, Response

from campaigns.partnership.bilan import files, territories, told
from campaigns.partnership.bilan.periods import Asked
from campaigns.partnership.bilan.reviewing import Review
from campaigns.partnership.bilan_errors import NothingToReview, PeriodRefused
from campaigns.partnership.statuses import status as statuses
from runtime.language import N_, _
from web import letter_frames
from web.console import pages
from web.console.visitors import Reads
from web.dependencies import Opened
from web.errors import NotFound

router = APIRouter()
PATH = "/convention/bilan"
#: The fields of the form, as the verb calls them.
_FIELDS = {"since": "du", "until": "au", "at": "vu"}
#: What can be taken along, in the order of their use.
_DOWNLOADS = (
    ("pdf", N_("PDF à signer")),
    ("odt", N_("Document à modifier (ODT)")),
    ("html", N_("Page web")),
    ("json", N_("Données (JSON)")),
)
#: The kind of word in which the console shows a status.
KINDS = {"kept": "ready", "partly": "todo", "not_kept": "stopped", "not_applicable": "draft", "upcoming": "sent"}


@dataclass(frozen=True)
class Wanted:
    """What was typed, and what it means."""

    typed: dict[str, str]
    errors: dict[str, str]
    asked: Asked

    @property
    def query(self) -> str:
        """The same as the end of an address; empty when nothing was typed."""
        said = urlencode({name: value for name, value in self.typed.items() if value})
        return f"?{said}" if said else ""


def _day(text: str) -> date | None:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if 1900 < found.year < 9000 else None


def read(du: str = "", au: str = "", vu: str = "") -> Wanted:
    """Read the days of the form; one that is none is refused beside its field, and asks for nothing."""
    typed = {"du": du, "au": au, "vu": vu}
    days = {name: _day(text) for name, text in typed.items()}
    wrong = [name for name, text in typed.items() if text and days[name] is None]
    errors = {name: _("Une date comme 2026-12-08 est attendue.") for name in wrong}
    return Wanted(typed, errors, Asked(days["du"], days["au"], days["vu"]))


Days = Annotated[Wanted, Depends(read)]


def _filled(review: Review) -> dict[str, str]:
    """Return the days that are shown, as the form holds them."""
    scope = review.scope
    return {"du": scope.since.isoformat(), "au": scope.until.isoformat(), "vu": scope.at.isoformat()}


@router.get(PATH)
def show(request: Request, _visitor: Reads, opened: Opened, wanted: Days) -> Response:
    """Show the review with its statuses; the rest of it stands in the frame and in the files."""
    try:
        found = files.reviewed(opened, wanted.asked).review
    except NothingToReview:
        return pages.page(request, "bilan/nothing.html")
    except PeriodRefused as problem:
        wanted.errors[_FIELDS[problem.field]] = f"{problem.reason[:1].upper()}{problem.reason[1:]}."
        found = files.reviewed(opened, Asked()).review
    return pages.page(
        request,
        "bilan/show.html",
        form=wanted.typed if wanted.errors else _filled(found),
        errors=wanted.errors,
        query="" if wanted.errors else wanted.query,
        title=told.title(found),
        period=told.period(found),
        seen=told.seen(found),
        sentence=told.sentence(found),
        blocks=told.blocks(found),
        figures=told.figures(found),
        coverage=territories.said(found.scope.convention, found.coverage),
        steps=told.steps(found),
        kinds=KINDS,
        downloads=[(ending, _(words)) for ending, words in _DOWNLOADS],
        corrected={one.commitment.id for one in found.standings if one.correction},
        choices=[(status.value, _(name)) for status, name in statuses.NAMES.items()],
    )


@router.get(f"{PATH}/apercu")
def preview(_visitor: Reads, opened: Opened, wanted: Days) -> Response:
    """Return the page that becomes the PDF, for a frame."""
    content = files.reviewed(opened, wanted.asked, "bilan.html").content or b""
    return letter_frames.framed(content.decode("utf-8"))


@router.get(f"{PATH}/bilan.{{ending}}")
def download(_visitor: Reads, opened: Opened, wanted: Days, ending: str) -> Response:
    """Give the review as a file."""
    if ending not in files.FORMATS:
        raise NotFound
    content = files.reviewed(opened, wanted.asked, f"bilan.{ending}").content
    headers = {"Content-Disposition": f'attachment; filename="bilan.{ending}"'}
    return Response(content, media_type=files.FORMATS[ending].media_type, headers=headers)
