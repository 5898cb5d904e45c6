"""What somebody may do: six roles that add up, each for all letters or for one.

Owns the names of the roles and what a set of grants allows. Refuses any other order among them than that everybody may
read: who sends need not write, and who writes may not send. Pure.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from runtime.language import N_


class Role(StrEnum):
    """One right, as the database and the command line name it."""

    READ = "read"
    WRITE = "write"
    APPROVE = "approve"
    SEND = "send"
    ADMINISTER = "administer"
    PROTECT = "protect"


#: What people call a role.
NAMES = {
    Role.READ: N_("lecture"),
    Role.WRITE: N_("rédaction"),
    Role.APPROVE: N_("validation"),
    Role.SEND: N_("envoi"),
    Role.ADMINISTER: N_("administration"),
    Role.PROTECT: N_("protection des données"),
}
#: What a role allows, as it stands beside its check box.
SENTENCES = {
    Role.READ: N_("Voit tout, ne change rien."),
    Role.WRITE: N_("Écrit les articles et compose les numéros."),
    Role.APPROVE: N_("Donne le bon à tirer."),
    Role.SEND: N_("Prépare et lance les envois."),
    Role.ADMINISTER: N_("Gère les comptes et les réglages."),
    Role.PROTECT: N_("Répond aux personnes sur leurs données."),
}


@dataclass(frozen=True, order=True)
class Grant:
    """One role of somebody."""

    role: Role
    #: The letter for which it holds; `None` for all.
    publication_id: int | None = None


def holds(grants: Collection[Grant], role: Role, publication_id: int | None = None) -> bool:
    """Tell whether these grants allow `role` for a letter; without a letter, for any of them.

    Whoever may do something may read.
    """
    return any(
        (role is Role.READ or one.role is role)
        and (publication_id is None or one.publication_id in (None, publication_id))
        for one in grants
    )


def holds_everywhere(grants: Collection[Grant], role: Role) -> bool:
    """Tell whether these grants allow `role` for all letters: what is shared by all asks for that."""
    return any((role is Role.READ or one.role is role) and one.publication_id is None for one in grants)
