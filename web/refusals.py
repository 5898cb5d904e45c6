"""What errors tell the visitor of a page: a status, a title, a sentence, a piece of advice.

Each application has its own table; the entries that they share are here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from runtime.language import N_, _
from web.errors import TooMany


@dataclass(frozen=True)
class Refusal:
    """What a page says of one kind of error."""

    status: int
    title: str
    #: Replaces the error's own sentence when that is not meant for visitors.
    sentence: str = ""
    #: What may be done about it: a text, or a function of the error that returns one.
    advice: str | Callable[[Any], str] = ""
    template: str = "message.html"
    #: The message under which the error is logged; empty when it concerns only the visitor.
    logged: str = ""
    #: Headers of the answer, besides those of the error itself.
    headers: Mapping[str, str] = field(default_factory=dict)

    def sentences(self, problem: Exception) -> list[str]:
        """Return the sentences of the page, one a paragraph."""
        advice = self.advice(problem) if callable(self.advice) else self.advice and _(self.advice)
        return [_(self.sentence) if self.sentence else str(problem), *([advice] if advice else [])]


#: A kind of error, or a status that the framework raises -> what is said of it.
Table = Mapping[type[Exception] | int, Refusal]

NOT_FOUND = Refusal(404, N_("Page introuvable"), N_("Cette page n’existe pas, ou n’existe plus."))
NOT_ALLOWED = Refusal(405, N_("Demande refusée"), N_("Cette adresse ne répond pas à cette sorte de demande."))
#: What the framework cannot read: a form in pieces without their boundary, half an escape.
UNREADABLE = Refusal(
    400, N_("Demande illisible"), N_("Ce qui a été envoyé ne peut pas être lu : il en manque un morceau.")
)
TOO_LONG = Refusal(413, N_("Envoi trop long"))
TOO_MANY = Refusal(429, N_("Trop de demandes"), advice=TooMany.advice)
#: An unexpected error; the server logs it.
FAILED = Refusal(500, N_("Erreur"), N_("Une erreur est survenue de notre côté. Réessayez dans quelques minutes."))
OUTSIDE_MISSING = Refusal(
    503,
    N_("Service indisponible"),
    N_("Le service est momentanément indisponible. Réessayez dans quelques minutes."),
    logged="outside missing",
    headers={"Retry-After": "60"},
)
