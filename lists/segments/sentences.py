"""A rule in words, whoever wrote it: nested as it is. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lists.segments import phrases
from lists.segments.phrases import PHRASES, Condition, Entry
from runtime.language import N_, _

_JOINS = {"all": N_("toutes ces conditions :"), "any": N_("l’une au moins de ces conditions :")}
_FIELDS = {
    "organisation.kind": N_("le type d’organisation"),
    "organisation.departement": N_("le département"),
    "organisation.region": N_("la région"),
    "organisation.name": N_("le nom de l’organisation"),
    "organisation.naf": N_("le code NAF"),
    "organisation.size": N_("l’effectif"),
    "contact.role": N_("le rôle"),
    "contact.nature": N_("la nature de l’adresse"),
    "contact.language": N_("la langue"),
    "signature.signed_on": N_("la date de signature"),
    "signature.kind": N_("le rang de la signature"),
    "history.received": N_("ce qui a été reçu"),
    "history.clicked": N_("ce qui a été cliqué"),
    "history.bounced": N_("ce qui a été refusé"),
    "history.replied": N_("ce qui a eu une réponse"),
    "history.not_reached_for": N_("le nombre de numéros manqués"),
}
_OPERATORS = {
    "is": N_("est"), "is_not": N_("n’est pas"), "in": N_("est l’un de"), "before": N_("est avant"),
    "after": N_("est après"), "between": N_("est entre"), "contains": N_("contient"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sentence:
    """A condition in words, or what joins those below."""

    words: str
    parts: tuple[Sentence, ...] = ()


def say(node: Any) -> Sentence:
    """Return a rule in words; one of no conditions is everybody."""
    if (condition := phrases.of_tree(node)) is not None:
        return Sentence(_said(condition))
    if not isinstance(node, Mapping) or not node:
        return Sentence(_("une condition illisible"))
    if set(node) == {"not"}:
        inner = say(node["not"])
        return Sentence(_("sauf :"), (inner,))
    for join, words in _JOINS.items():
        if set(node) == {join}:
            parts = tuple(map(say, node[join]))
            return (
                (parts[0] if len(parts) == 1 else Sentence(_(words), parts)) if parts else Sentence(_("tout le monde"))
            )
    return Sentence(_leaf(node))


def _said(condition: Condition) -> str:
    phrase = PHRASES[condition.key]
    known = dict(phrases.choices(phrase))
    said = [known.get(one, one) for one in condition.values]
    match phrase.entry:
        case Entry.CHOICES:
            value = _(" ou ").join(said)
        case Entry.DAY:
            value = _day(said[0])
        case Entry.PERIOD:
            value = _("le {first} et le {last}").format(first=_day(said[0]), last=_day(said[-1]))
        case Entry.SEGMENT | Entry.TEXT:
            value = _("« {words} »").format(words=said[0])
        case _:
            value = ", ".join(said)
    return " ".join(filter(None, (_(phrase.words), value, _(phrase.unit) if phrase.unit else "")))


def _leaf(node: Mapping[str, Any]) -> str:
    """Say what no phrase says, by its field."""
    name = str(node.get("field", ""))
    field = _(_FIELDS[name]) if name in _FIELDS else name
    for operator, value in node.items():
        if operator == "exists":
            return (
                _("{field} est connu").format(field=field)
                if value
                else _("{field} n’est pas connu").format(field=field)
            )
        if operator in _OPERATORS:
            words = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
            return f"{field} {_(_OPERATORS[operator])} « {words} »"
    return field


def _day(iso: str) -> str:
    year, _dash, rest = iso.partition("-")
    month, _dash, day = rest.partition("-")
    return f"{day}/{month}/{year}"
