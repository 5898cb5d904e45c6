"""Who works at the demo’s console: one invented person for each right, and one who has them all; and their desks."""

from __future__ import annotations

from accounts.roles import Role
from campaigns.acting.accounts import members
from campaigns.editorial import commenting, item_writing, trial_groups
from lists import addresses
from runtime.installation import Installation

#: Name -> rights. Nobody of them exists.
PEOPLE: dict[str, tuple[Role, ...]] = {
    "Camille Dorval-Exemple": tuple(Role),
    "Marie Exemple": (Role.WRITE,),
    "Claire Exemple": (Role.SEND,),
    "Solange Exemple": (Role.APPROVE,),
    "Amadou Exemple": (Role.READ,),
    "Gaëlle Exemple": (Role.ADMINISTER,),
    "Jean-Noël Exemple": (Role.PROTECT,),
}
_DRAFT = {
    "title": "Douze places pour apprendre un métier en plein air",
    "kicker": "Lozère",
    "intro": "Une exploitation et une mission locale cherchent douze jeunes pour la saison.",
}
_ADDRESSES = ("camille", "marie", "claire", "solange", "amadou", "gaelle", "jean-noel")


def hire(opened: Installation, actor: str) -> dict[str, str]:
    """Give each of them an account; they come in by the door of the demo. Return name -> actor."""
    return {
        name: f"user:{members.add(opened, email=_email(left), name=name, roles=held, actor=actor).user.id}"
        for (name, held), left in zip(PEOPLE.items(), _ADDRESSES, strict=True)
    }


def begin(opened: Installation, issue_id: int, actors: dict[str, str]) -> None:
    """Leave on their desks what is never quite finished: an article, remarks on an issue, a group for trials."""
    marie, solange = actors["Marie Exemple"], actors["Solange Exemple"]
    draft = item_writing.blank(opened, marie)
    item_writing.written(opened, draft.entry.id, _DRAFT, None, draft.version, marie)
    remark = "Peut-on raccourcir l’édito de deux lignes\u00a0?"
    commenting.say(opened, issue_id, remark, solange, name="Solange Exemple")
    reached = [addresses.parse(_email(left)) for left in _ADDRESSES[:3]]
    trial_groups.keep(opened, issue_id, "La rédaction", reached, marie)


def _email(left: str) -> str:
    return f"{left}@charte.example"
