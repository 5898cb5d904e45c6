"""« Transmissions »: the list of new signatories that waits, whom it goes to, the lists that were made, and who is to
be announced in an issue.

Where no convention asks for these lists there is no such screen.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Path, Request, Response

from accounts.roles import Role
from accounts.visitors import Visitor
from campaigns.acting import issue_desk
from campaigns.acting.issue_desk import Line
from campaigns.editorial import event_times
from campaigns.partnership.transmissions import announcing, desk, kept_lists, list_files, starting, transmitting
from campaigns.partnership.transmissions.desk import Desk
from lists.organisations import signatories
from runtime.installation import Installation
from runtime.language import _
from web import errors
from web.console import forms, pages, visitors
from web.console.forms import Filled, Typed
from web.console.visitors import Reads, Sends, Writes
from web.dependencies import Opened

router = APIRouter()
_PATH = "/convention/transmissions"
_SHOWN = ["GET", "HEAD"]
Number = Annotated[int, Path(ge=1, le=2**31 - 1)]


class Start(forms.Model):
    """Since when one is new."""

    day: date


class Placing(forms.Model):
    """The issue that is to announce them."""

    issue: int


@router.api_route(_PATH, methods=_SHOWN)
def show(opened: Opened, request: Request, _visitor: Reads) -> Response:
    """Show the list that waits and those that were made."""
    return _page(opened, request, Filled({}, {}, None))


@router.post(_PATH)
def transmit(opened: Opened, request: Request, visitor: Sends) -> Response:
    """Transmit the list that waits."""
    _desk(opened)
    made = transmitting.transmit(opened, visitor.actor)
    if made.number is None:
        return pages.then(request, _PATH, _("Il n’y a personne à transmettre : la période continue."))
    said = _("La liste n° {number} est transmise : {count}.")
    return pages.then(request, _PATH, said.format(number=made.number, count=list_files.count(made)))


@router.post(f"{_PATH}/debut")
def start(opened: Opened, request: Request, visitor: Sends, typed: Typed) -> Response:
    """Say since when one is new."""
    _desk(opened)
    filled = forms.read(Start, typed)
    if filled.model is None:
        return _page(opened, request, filled, status=422)
    starting.set_(opened, filled.model.day, visitor.actor)
    said = _("Les signatures d’avant le {day} sont tenues pour connues.")
    return pages.then(request, _PATH, said.format(day=event_times.day(filled.model.day)))


@router.post(f"{_PATH}/annonce")
def announce(opened: Opened, request: Request, visitor: Writes, typed: Typed) -> Response:
    """Put the list that writes itself into an issue."""
    _desk(opened)
    filled = forms.read(Placing, typed)
    if filled.model is None:
        return _page(opened, request, filled, status=422)
    number = filled.model.issue
    visitors.require(request, visitor, Role.WRITE, issue_desk.publication_of(opened, number))
    announcing.place(opened, number, visitor.actor)
    said = _("« Nouveaux signataires » est placé : la liste s’y écrit d’elle-même.")
    return pages.then(request, f"/numeros/{number}", said)


@router.api_route(f"{_PATH}/{{number:int}}", methods=_SHOWN)
def one(opened: Opened, request: Request, _visitor: Reads, number: Number) -> Response:
    """Show one list, as it was transmitted."""
    _desk(opened)
    made = kept_lists.show(opened, number)
    return pages.page(
        request, "convention/transmission.html", one=made, files=list_files, day=event_times.day,
        regions=list(signatories.regions(made.companies)),
    )  # fmt: skip


@router.api_route(f"{_PATH}/{{number:int}}.{{ending}}", methods=_SHOWN)
def download(opened: Opened, _visitor: Reads, number: Number, ending: str) -> Response:
    """Give one list as a file: `csv` or `html`."""
    _desk(opened)
    if ending not in ("csv", "html"):
        raise errors.NotFound
    name = f"nouveaux-signataires-{number}.{ending}"
    content = list_files.written(name, kept_lists.show(opened, number))
    said = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=f"text/{ending}; charset=utf-8", headers=said)


def _desk(opened: Installation) -> Desk:
    found = desk.look(opened)
    if found is None:
        raise errors.NotFound
    return found


def _page(opened: Installation, request: Request, filled: Filled[Any], status: int = 200) -> Response:
    found = _desk(opened)
    return pages.page(
        request,
        "convention/transmissions.html",
        status=status,
        desk=found,
        files=list_files,
        regions=list(signatories.regions(found.waiting.companies)),
        form=filled.values,
        errors=filled.errors,
        drafts=[(str(one.id), one.title) for one in _drafts(opened, visitors.present(request))],
        day=event_times.day,
    )


def _drafts(opened: Installation, visitor: Visitor | None) -> Iterator[Line]:
    """Yield the issues of the series that are being composed and that the visitor may write."""
    for one in issue_desk.listed(opened):
        is_open = one.number is not None and not one.is_fixed
        if is_open and visitor is not None and visitor.may(Role.WRITE, one.publication_id):
            yield one
