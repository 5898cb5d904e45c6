"""« Ajouter une personne »: one by one, with where the address comes from, which the person reads."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Request, Response
from pydantic import AfterValidator, Field

from accounts.roles import Role
from accounts.visitors import Visitor
from campaigns.acting.people import adding
from campaigns.acting.people.adding import Entry
from campaigns.acting.people.readerships import Readership
from lists.errors import AddressRefused
from lists.kinds import Basis
from runtime.errors import FieldRefused
from runtime.installation import Installation
from runtime.language import N_, _
from web.console import forms, pages
from web.console.contacts import employers, persons, whose
from web.console.contacts.persons import Data
from web.console.contacts.texts import printable
from web.console.forms import Filled, Typed
from web.console.visitors import Writes
from web.dependencies import Opened

router = APIRouter()
_PATH = "/destinataires/personnes/nouvelle"
#: What officers write most often about where an address comes from.
ORIGINS = (
    N_("la carte de visite que vous nous avez donnée"),
    N_("votre message à l’équipe de la lettre"),
    N_("votre inscription à une rencontre du partenariat"),
    N_("le site de votre organisation"),
)


class New(Data):
    """A person who is entered."""

    email: Annotated[str, Field(min_length=1, max_length=200)]
    origin: Annotated[str, Field(min_length=1, max_length=200), AfterValidator(printable)]
    letter: int = 0


@router.api_route(_PATH, methods=["GET", "HEAD"])
def ask(request: Request, visitor: Writes, opened: Opened, organisation: str = "") -> Response:
    """Ask who it is."""
    return _page(request, opened, visitor, Filled({"organisation": organisation[:200]}, {}, None))


@router.post(_PATH)
def add(request: Request, visitor: Writes, opened: Opened, typed: Typed) -> Response:
    """Enter the person."""
    filled = forms.read(New, typed)
    if filled.model is not None:
        said = filled.model
        entry = Entry(
            email=said.email, origin=said.origin, civility=said.civility, first_name=said.first_name,
            last_name=said.last_name, function=said.function, phone=said.phone, employer=employers.named(said),
        )  # fmt: skip
        letter = _letter(whose.readers(opened, visitor, Role.WRITE), said.letter)
        try:
            number, must_confirm = adding.add(opened, entry, letter, visitor.actor)
        except (FieldRefused, AddressRefused) as problem:
            filled = persons.refused(filled, problem)
        else:
            words = _(
                "Personne ajoutée : un message lui demande son accord, elle recevra la lettre après l’avoir donné."
            )
            added = _("Personne ajoutée : elle reçoit « {letter} » à partir du prochain envoi.")
            told = words if must_confirm else added.format(letter=letter.letter)
            return pages.then(request, f"{persons.PATH}/{number}", told)
    return _page(request, opened, visitor, filled)


def _letter(known: list[Readership], asked: int) -> Readership:
    return next((one for one in known if one.publication_id == asked), known[0])


def _page(request: Request, opened: Installation, visitor: Visitor, filled: Filled[New]) -> Response:
    known = whose.readers(opened, visitor, Role.WRITE)
    return pages.page(
        request, "contacts/new.html", status=422 if filled.errors else 200, data=filled.values, errors=filled.errors,
        employers=employers.proposed(opened, filled.values, filled.errors),
        letters=[(str(one.publication_id), one.letter) for one in known], origins=[_(one) for one in ORIGINS],
        asks=[one.letter for one in known if one.basis is Basis.CONSENT],
    )  # fmt: skip
