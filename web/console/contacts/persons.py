"""The file of one person: whether they receive and why, what is known of them, and what an officer may change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Path, Request, Response
from pydantic import AfterValidator, Field

from accounts.roles import Role
from accounts.visitors import Visitor
from campaigns.acting.people import amending, persons, stopping
from campaigns.acting.people.persons import Person
from campaigns.acting.people.readerships import Readership
from campaigns.acting.rights import labels
from campaigns.acting.rights.person_file import Known
from campaigns.acting.rights.rectification import HERS, OF_HER_WORK
from campaigns.editorial import event_times
from lists.contacts import standings
from lists.contacts.standings import Stand
from lists.errors import AddressRefused, NothingToLift
from lists.kinds import Fact, SuppressionReason
from lists.permission import suppressing
from runtime.errors import FieldRefused, RelaisError
from runtime.installation import Installation
from runtime.language import N_, _
from web.console import forms, pages, visitors
from web.console.contacts import employers, listing, whose
from web.console.contacts.texts import printable
from web.console.forms import Filled, Typed
from web.console.visitors import Reads, Writes
from web.dependencies import Opened
from web.errors import NotFound

router = APIRouter()
PATH = "/destinataires/personnes"
Number = Annotated[int, Path(ge=1, le=2**31 - 1)]
Text = Annotated[str, Field(max_length=200), AfterValidator(printable)]
#: Why somebody is written to no more.
ASKED, DECIDED = "demande", "decision"
STOPS = (
    (ASKED, N_("Cette personne l’a demandé : plus aucune lettre, sur aucune liste")),
    (DECIDED, N_("Je l’ai décidé : je pourrai l’inscrire de nouveau")),
)


class Data(forms.Model):
    """What is known of a person."""

    civility: Text = ""
    first_name: Text = ""
    last_name: Text = ""
    email: Text = ""
    function: Text = ""
    phone: Text = ""
    organisation: Text = ""
    employer: Text = ""
    organisation_kind: Text = ""
    asked: Text = ""


class Stop(forms.Model):
    """Why a person is written to no more."""

    why: Text = ""
    evidence: Text = ""
    letter: int = 0


@router.api_route(f"{PATH}/{{number:int}}", methods=["GET", "HEAD"])
def show(request: Request, visitor: Reads, opened: Opened, number: Number) -> Response:
    """Show the file."""
    return _page(request, opened, visitor, number)


@router.post(f"{PATH}/{{number:int}}")
def save(request: Request, visitor: Writes, opened: Opened, number: Number, typed: Typed) -> Response:
    """Put right what is known."""
    scope = whose.scope(opened, visitor, Role.WRITE)
    filled = forms.read(Data, typed)
    if filled.model is not None:
        data = filled.model
        given = {name: getattr(data, name) for name in (*HERS, *OF_HER_WORK)}
        try:
            changed = amending.amend(
                opened, number, given, employers.named(data), asked=data.asked, scope=scope, actor=visitor.actor
            )
        except (FieldRefused, AddressRefused) as problem:
            filled = refused(filled, problem)
        else:
            said = _("Fiche enregistrée.") if changed else _("Rien n’était à changer.")
            return pages.then(request, f"{PATH}/{number}", said)
    return _page(request, opened, visitor, number, data=filled)


@router.post(f"{PATH}/{{number:int}}/arret")
def stop(request: Request, visitor: Writes, opened: Opened, number: Number, typed: Typed) -> Response:
    """Write to the person no more."""
    scope = whose.scope(opened, visitor, Role.WRITE)
    filled = forms.read(Stop, typed)
    if filled.model is None:
        return _page(request, opened, visitor, number, stop=filled)
    if filled.model.why == DECIDED:
        letter = _letter(request, opened, visitor, filled.model.letter)
        stopping.let_go(opened, number, letter.mailing_list_id, scope=scope, actor=visitor.actor)
        return pages.then(request, f"{PATH}/{number}", _("Cette personne ne reçoit plus « {letter} ».").format(
            letter=letter.letter))  # fmt: skip
    try:
        stopping.object_(opened, number, filled.model.evidence, scope=scope, actor=visitor.actor)
    except FieldRefused as problem:
        return _page(request, opened, visitor, number, stop=filled.refused(problem))
    return pages.then(request, f"{PATH}/{number}", _("Opposition enregistrée : cette personne ne recevra plus rien."))


@router.post(f"{PATH}/{{number:int}}/inscription")
def enlist(request: Request, visitor: Writes, opened: Opened, number: Number, typed: Typed) -> Response:
    """Put the person on the list of a letter."""
    filled = forms.read(Stop, typed)
    letter = _letter(request, opened, visitor, filled.model.letter if filled.model else 0)
    scope = whose.scope(opened, visitor, Role.WRITE)
    try:
        stopping.enlist(opened, number, letter.mailing_list_id, scope=scope, actor=visitor.actor)
    except FieldRefused as problem:
        return _page(request, opened, visitor, number, trouble=forms.sentence(problem))
    said = _("Cette personne reçoit « {letter} » à partir du prochain envoi.").format(letter=letter.letter)
    return pages.then(request, f"{PATH}/{number}", said)


@router.post(f"{PATH}/{{number:int}}/retour")
def hear(request: Request, visitor: Writes, opened: Opened, number: Number, typed: Typed) -> Response:
    """Take back an objection, at the person's own word."""
    filled = forms.read(Stop, typed)
    if filled.model is None:
        return _page(request, opened, visitor, number, stop=filled)
    scope = whose.scope(opened, visitor, Role.WRITE)
    try:
        stopping.hear(opened, number, filled.model.evidence, scope=scope, actor=visitor.actor)
    except FieldRefused as problem:
        return _page(request, opened, visitor, number, stop=filled.refused(problem))
    except NothingToLift as problem:
        return _page(request, opened, visitor, number, trouble=str(problem))
    return pages.then(request, f"{PATH}/{number}", _("Opposition levée : cette personne peut de nouveau recevoir."))


def refused(filled: Filled[Any], problem: RelaisError) -> Filled[Any]:
    """Return a form with what a verb refused; an address that is none stands beside its field."""
    if isinstance(problem, FieldRefused):
        return filled.refused(problem)
    reason = str(problem.data.get("reason", ""))
    return filled.refused(FieldRefused(field="email", reason=reason))


def _letter(request: Request, opened: Installation, visitor: Visitor, number: int) -> Readership:
    known = whose.readers(opened, visitor)
    found = next((one for one in known if one.publication_id == number), None)
    if found is None:
        raise NotFound
    visitors.require(request, visitor, Role.WRITE, found.publication_id)
    return found


def _page(
    request: Request, opened: Installation, visitor: Visitor, number: int, *, data: Filled[Data] | None = None,
    stop: Filled[Stop] | None = None, trouble: str = "",
) -> Response:  # fmt: skip
    found = persons.show(opened, number, whose.readers(opened, visitor), whose.scope(opened, visitor))
    errors = {**(data.errors if data else {}), **(stop.errors if stop else {})}
    typed = data.values if data else _known(found)
    return pages.page(
        request, "contacts/person.html", status=422 if errors or trouble else 200, person=found, number=number,
        data=typed, errors=forms.Texts(errors), stop=stop.values if stop else forms.Texts(), trouble=trouble,
        employers=employers.proposed(opened, typed, errors), stops=[(key, _(words)) for key, words in STOPS],
        letters=[_said(*one) for one in found.standings], has_objected=_heard(found),
        history=_history(found), day=event_times.day, label=labels,
    )  # fmt: skip


def _known(person: Person) -> Mapping[str, str]:
    one = person.contact
    names = ("civility", "first_name", "last_name", "email", "function", "phone", "organisation")
    return forms.Texts(
        {name: getattr(one, name) or "" for name in names} | {"employer": str(person.organisation_id or "")}
    )


def _said(letter: Readership, standing: standings.Standing) -> dict[str, Any]:
    mark, _word, _chip = listing.STANDS[standing.stand]
    is_hers = standing.why in list(SuppressionReason)
    return {
        "letter": letter, "mark": mark, "verdict": standings.verdict(standing),
        "why": standings.why(standing, event_times.day),
        "may_stop": standing.stand is not Stand.STOPPED, "may_enlist": standing.stand is Stand.STOPPED and not is_hers,
        "again": standing.why == standings.LEFT, "bounced": standing.why == SuppressionReason.BOUNCED,
    }  # fmt: skip


def _heard(person: Person) -> bool:
    """Tell whether there is an objection that the person may take back."""
    return any(one.why in suppressing.HEARD for _letter, one in person.standings)


def _history(person: Person) -> list[Known]:
    """Return what happened besides the letters, which stand in a table of their own; the newest first."""
    of_letters = (Fact.RECEIVED, Fact.REFUSED, Fact.BOUNCED)
    return [one for one in reversed(person.file.history) if one.fact not in of_letters]
