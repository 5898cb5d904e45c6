"""Who works at the demo's console: one invented person for each right, and one who has them all."""

from __future__ import annotations

from accounts.roles import Role
from campaigns.acting.accounts import members
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
_ADDRESSES = ("camille", "marie", "claire", "solange", "amadou", "gaelle", "jean-noel")


def hire(opened: Installation, actor: str) -> None:
    """Give each of them an account; they come in by the door of the demo."""
    for (name, held), left in zip(PEOPLE.items(), _ADDRESSES, strict=True):
        members.add(opened, email=f"{left}@charte.example", name=name, roles=held, actor=actor)
