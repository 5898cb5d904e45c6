"""The lines of an issue (title, subject, preheader, date): a form that saves by itself and overwrites nobody."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from campaigns.checking import reviewing
from campaigns.editorial import event_times, issue_lines, item_errors, labels
from campaigns.editorial.issue_lines import DATED, LONGEST, Saved
from runtime import clock
from runtime.installation import Installation
from runtime.language import N_, _
from web.console import pages, people
from web.console.issues import composing, letters
from web.console.issues.rights import WritesHere
from web.console.sent_forms import Sent, SentForm
from web.dependencies import Opened

router = APIRouter(prefix="/numeros/{issue_id:int}")
#: The lines by which both texts are compared.
_COMPARED = {
    "title": N_("Titre imprimé en tête"),
    "subject": N_("Objet de la lettre"),
    "preheader": N_("Phrase d’accroche"),
    DATED: N_("Date imprimée"),
}


@router.post("")
def save(opened: Opened, request: Request, visitor: WritesHere, issue_id: int, sent: Sent) -> Response:
    """Save the lines; as JSON while one writes, or as a form with its button."""
    wanted = {field: str(sent.values[field]) for field in (*LONGEST, DATED) if field in sent.values}
    try:
        saved = issue_lines.written(opened, issue_id, wanted, sent.version, visitor.actor)
    except item_errors.LinesEditedMeanwhile as problem:
        return _conflict(request, opened, issue_id, sent, problem)
    errors = {field: labels.sentence(reason) for field, reason in saved.refused.items()}
    if sent.is_json:
        return _answer(opened, issue_id, saved, errors)
    if errors:
        return composing.composer(opened, request, issue_id, wanted, errors)
    return pages.then(request, f"/numeros/{issue_id}", _("Enregistré."))


def _answer(opened: Installation, issue_id: int, saved: Saved, errors: dict[str, str]) -> Response:
    look, _problem = letters.look(opened, issue_id)
    found = reviewing.beside(opened, issue_id, look.snapshot if look else None).lines
    answer: dict[str, Any] = {
        "version": saved.version,
        "saved_at": event_times.hour(clock.in_paris(saved.at)),
        "letter": True,
        "fragments": {
            "boite": pages.part("issues/inbox.html", look=look),
            "constats-lignes": pages.part("issues/line_findings.html", found=found),
        },
    }
    return JSONResponse(answer | ({"errors": errors} if errors else {}), 422 if errors else 200)


def _conflict(
    request: Request, opened: Installation, issue_id: int, sent: SentForm, problem: item_errors.LinesEditedMeanwhile
) -> Response:
    theirs = issue_lines.sheet(opened, issue_id)
    who, at = people.named(opened, problem.actor), event_times.hour(clock.in_paris(problem.at))
    if sent.is_json:
        return JSONResponse({"theirs": dict(theirs.said) | {"version": theirs.version}, "who": who, "at": at}, 409)
    typed = {field: str(sent.values.get(field, "")) for field in _COMPARED}
    lead = _("{who} a enregistré ces lignes à {at}. Rien n’est perdu : voici les deux textes.").format(who=who, at=at)
    rows = [(_(words), typed[field], theirs.said[field]) for field, words in _COMPARED.items()]
    here = f"/numeros/{issue_id}"
    return pages.page(
        request, "conflict.html", status=409, typed=typed, version=theirs.version, here=here,
        crumbs=[("/numeros", _("Numéros")), (here, _("Le numéro"))],
        lead=lead,
        rows=[row for row in rows if row[1].strip() != row[2].strip()], hint="",
    )  # fmt: skip
