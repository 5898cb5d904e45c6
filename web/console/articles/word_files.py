"""« Fichier Word reçu »: one file, cut into as many drafts as the officer wants."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from campaigns.editorial import labels, received_files
from campaigns.editorial.received_files import Received
from runtime.errors import RelaisError
from runtime.language import _, ngettext
from web.console import pages, uploads
from web.console.forms import Typed
from web.console.visitors import Writes
from web.dependencies import Opened
from web.errors import NotFound

router = APIRouter()
#: What a picture begins with -> its media type; others are not shown.
_KINDS = {b"\x89PNG\r\n": "image/png", b"\xff\xd8\xff": "image/jpeg", b"GIF8": "image/gif", b"RIFF": "image/webp"}


@router.get("/articles/fichier")
def choose(request: Request, _visitor: Writes) -> Response:
    """Ask for a file."""
    return pages.page(request, "articles/file.html", error="")


@router.post("/articles/fichier")
async def receive(request: Request, _visitor: Writes, opened: Opened, typed: Typed) -> Response:
    """Keep a file, and show where it may be cut."""
    file = uploads.incoming(typed, "fichier")
    if file is None:
        return pages.page(request, "articles/file.html", status=422, error=_("Choisissez un fichier."))
    try:
        key = await uploads.taken(lambda: received_files.keep(opened, file.whole()))
    except RelaisError as problem:
        return pages.page(request, "articles/file.html", status=422, error=str(problem))
    return pages.then(request, f"/articles/fichier/{key}")


@router.get("/articles/fichier/{key}")
def show(request: Request, _visitor: Writes, opened: Opened, key: str) -> Response:
    """Show the passages with the proposed cuts."""
    found = received_files.show(opened, key)
    starts = {number: "" for number, one in enumerate(found.passages) if one.begins}
    return _page(request, found, starts)


@router.get("/articles/fichier/{key}/images/{number:int}")
def picture(_visitor: Writes, opened: Opened, key: str, number: int) -> Response:
    """Show a picture of the file, which is in no library yet."""
    drawn = received_files.show(opened, key).pictures
    octets = drawn[number].octets if number < len(drawn) else b""
    kind = next((kind for begins, kind in _KINDS.items() if octets.startswith(begins)), "")
    if not kind:
        raise NotFound
    return Response(octets, media_type=kind)


@router.post("/articles/fichier/{key}")
def cut(request: Request, visitor: Writes, opened: Opened, key: str, typed: Typed) -> Response:
    """Move the cuts, or create the articles."""
    found = received_files.show(opened, key)
    chosen = [int(one) for one in typed.getlist("debut") if isinstance(one, str) and one.isdigit()]
    titles = {number: str(typed.get(f"titre-{number}") or "") for number in chosen}
    alts = {one.src: str(typed.get(f"alt-{number}") or "") for number, one in enumerate(found.pictures)}
    if "creer" not in typed or not chosen:
        return _page(request, found, titles, alts)
    try:
        made = received_files.create(opened, key, titles, alts, visitor.actor)
    except RelaisError as problem:
        return _page(request, found, titles, alts, error=str(problem))
    words = ngettext("{n} brouillon créé.", "{n} brouillons créés.", len(made)).format(n=len(made))
    return pages.then(request, "/articles?etat=brouillon", words)


def _page(
    request: Request, found: Received, titles: dict[int, str], alts: dict[str, str] | None = None, error: str = ""
) -> Response:
    rows = [
        {"number": number, "words": one.words, "intro": one.intro, "begins": number in titles,
         "title": titles.get(number) or one.title, "is_picture": one.is_picture, "is_title": one.block is None}
        for number, one in enumerate(found.passages)
    ]  # fmt: skip
    pictures = [(number, (alts or {}).get(one.src, "")) for number, one in enumerate(found.pictures)]
    return pages.page(
        request, "articles/cuts.html", status=422 if error else 200, key=found.key, called=found.file_name, rows=rows,
        notes=[labels.sentence(one) for one in found.notes], pictures=pictures, many=len(titles), error=error,
    )  # fmt: skip
