"""The existing e-mails, their files, and which of these an administrator has overridden.

An override is a file of the same name in `<RELAIS_DATA>/templates`. Refuses to check its content: `overriding` does.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from runtime.language import N_, _
from templates import errors, fingerprints

#: Name -> what it is for, letters of an issue first, then what is written to one person.
EMAILS = {
    "newsletter": N_("La lettre : un numéro, ses rubriques, ses partenaires"),
    "special": N_("Le numéro spécial aux deux logos, approuvé des deux côtés"),
    "awareness": N_("Une campagne de sensibilisation"),
    "invitation": N_("Une invitation, avec ses deux réponses et son fichier d’agenda"),
    "summons": N_("Une convocation, avec son ordre du jour, ses réponses et son fichier d’agenda"),
    "service": N_("Un message de service, qui ne promeut rien"),
    "signatories": N_("La liste numérotée des nouveaux signataires"),
    "receipt": N_("L’accusé de réception d’une proposition"),
    "contribution": N_("Un mot à qui contribue : son lien, une question, la réponse à sa proposition"),
    "thanks": N_("Le remerciement, une fois l’article paru"),
    "proof": N_("Le bon à tirer (BAT) à valider"),
    "approval_code": N_("Le code qui confirme une réponse au bon à tirer"),
    "confirmation": N_("La confirmation d’une inscription"),
    "welcome": N_("La lettre de bienvenue, après une inscription confirmée"),
    "own": N_("Le lien d’une demi-heure vers ses propres données"),
    "account": N_("Le lien pour choisir un mot de passe de la console"),
    "meeting": N_("L’invitation à une rencontre, son changement, son annulation"),
    "reminder": N_("Le rappel de ce qui est à faire"),
    "stay": N_("La question à qui n’a pas donné signe depuis des années"),
}
#: The e-mails that an issue can be sent as.
ISSUES = ("newsletter", "special", "awareness", "invitation", "summons", "service")


@dataclass(frozen=True)
class Email:
    """One e-mail."""

    name: str
    #: What it is for, in French.
    title: str
    #: The files it is made of, below the folder of the templates.
    files: tuple[str, ...]
    #: Those of the files that are overridden in `<RELAIS_DATA>/templates`.
    overridden: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """Return it by the names that scripts know."""
        return {
            "name": self.name,
            "title": self.title,
            "files": list(self.files),
            "overridden": list(self.overridden),
        }


def listed(overrides: Path) -> list[Email]:
    """Return every e-mail, in the order of `EMAILS`."""
    return [_email(name, overrides) for name in EMAILS]


def contents(name: str, overrides: Path, design: str = "") -> dict[str, bytes]:
    """Return the files of an e-mail as they are in force, and those of a design, ready to be changed.

    Raises:
        errors.TemplateMissing: there is no such e-mail.
    """
    if name not in EMAILS:
        raise errors.TemplateMissing(name=name)
    files = fingerprints.files(name, overrides, design)
    return {file: fingerprints.chosen(file, overrides).read_bytes() for file in files}


def _email(name: str, overrides: Path) -> Email:
    files = tuple(fingerprints.files(name, overrides))
    return Email(name, _(EMAILS[name]), files, tuple(file for file in files if (overrides / file).is_file()))
