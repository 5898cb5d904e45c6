"""The conditions of a segment as phrases: what they are called, what is typed for each, and their JSON.

Pure. The order is that of the menu. Refuses nothing: whether a value suits is decided by `rules`. A condition that no
phrase says is `None` here, and said by `sentences` all the same.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from lists import contact_roles, geography
from lists.kinds import OrganisationKind, SignatureKind
from lists.organisations import sirene
from runtime.language import N_, _


class Entry(StrEnum):
    """What is typed after a phrase."""

    NOTHING = "nothing"
    CHOICES = "choices"
    #: Several values, a comma between them.
    LIST = "list"
    TEXT = "text"
    DAY = "day"
    PERIOD = "period"
    NUMBER = "number"
    SEGMENT = "segment"


@dataclass(frozen=True, slots=True)
class Phrase:
    """One sort of condition."""

    key: str
    #: Where it stands in the menu.
    topic: str
    words: str
    field: str
    operator: str
    entry: Entry
    is_negated: bool = False
    #: The value, where nothing is typed.
    fixed: bool = True
    #: What follows the value: « jours ».
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Condition:
    """A phrase with what was typed for it."""

    key: str
    values: tuple[str, ...] = ()


_ORG, _SIGNATURE, _PERSON = N_("L’organisation"), N_("La signature"), N_("La personne")
_LETTERS, _SEGMENTS = N_("Les lettres"), N_("Les segments")
_NOTHING, _CHOICES, _LIST, _DAY, _NUMBER = Entry.NOTHING, Entry.CHOICES, Entry.LIST, Entry.DAY, Entry.NUMBER
_DAYS = N_("jours")
PHRASES: Mapping[str, Phrase] = {
    one.key: one
    for one in (
        Phrase("type", _ORG, N_("l’organisation est"), "organisation.kind", "in", _CHOICES),
        Phrase("pas-type", _ORG, N_("l’organisation n’est pas"), "organisation.kind", "in", _CHOICES, True),
        Phrase("dep", _ORG, N_("le département est l’un de"), "organisation.departement", "in", _LIST),
        Phrase(
            "pas-dep", _ORG, N_("le département n’est aucun de"), "organisation.departement", "in", _LIST, True
        ),
        Phrase("region", _ORG, N_("la région est l’une de"), "organisation.region", "in", _CHOICES),
        Phrase("pas-region", _ORG, N_("la région n’est aucune de"), "organisation.region", "in", _CHOICES, True),
        Phrase("nom", _ORG, N_("son nom contient"), "organisation.name", "contains", Entry.TEXT),
        Phrase("pas-nom", _ORG, N_("son nom ne contient pas"), "organisation.name", "contains", Entry.TEXT, True),
        Phrase("naf", _ORG, N_("le code NAF commence par l’un de"), "organisation.naf", "in", _LIST),
        Phrase("effectif", _ORG, N_("l’effectif est"), "organisation.size", "in", _CHOICES),
        Phrase("apres", _SIGNATURE, N_("a signé après le"), "signature.signed_on", "after", _DAY),
        Phrase("avant", _SIGNATURE, N_("a signé avant le"), "signature.signed_on", "before", _DAY),
        Phrase("entre", _SIGNATURE, N_("a signé entre"), "signature.signed_on", "between", Entry.PERIOD),
        Phrase("signe", _SIGNATURE, N_("a signé"), "signature.signed_on", "exists", _NOTHING),
        Phrase("pas-signe", _SIGNATURE, N_("n’a pas signé"), "signature.signed_on", "exists", _NOTHING, fixed=False),
        Phrase("rang", _SIGNATURE, N_("la signature est"), "signature.kind", "in", _CHOICES),
        Phrase("role", _PERSON, N_("son rôle est"), "contact.role", "in", _CHOICES),
        Phrase("pas-role", _PERSON, N_("son rôle n’est pas"), "contact.role", "in", _CHOICES, True),
        Phrase("adresse", _PERSON, N_("son adresse est"), "contact.nature", "in", _CHOICES),
        Phrase("recu", _LETTERS, N_("a reçu une lettre depuis"), "history.received", "is", _NUMBER, unit=_DAYS),
        Phrase(
            "pas-recu", _LETTERS, N_("n’a reçu aucune lettre depuis"), "history.received", "is", _NUMBER, True,
            unit=_DAYS,
        ),
        Phrase("deja", _LETTERS, N_("a déjà reçu une lettre"), "history.received", "exists", _NOTHING),
        Phrase(
            "jamais", _LETTERS, N_("n’a jamais reçu de lettre"), "history.received", "exists", _NOTHING, fixed=False
        ),
        Phrase("repondu", _LETTERS, N_("a répondu depuis"), "history.replied", "is", _NUMBER, unit=_DAYS),
        Phrase("refus", _LETTERS, N_("une lettre a été refusée depuis"), "history.bounced", "is", _NUMBER, unit=_DAYS),
        Phrase(
            "manque", _LETTERS, N_("n’a pas été joint lors des derniers"), "history.not_reached_for", "is", _NUMBER,
            unit=N_("numéros"),
        ),
        Phrase("segment", _SEGMENTS, N_("est dans le segment"), "", "segment", Entry.SEGMENT),
        Phrase("pas-segment", _SEGMENTS, N_("n’est pas dans le segment"), "", "segment", Entry.SEGMENT, True),
    )
}  # fmt: skip
KINDS = {
    OrganisationKind.COMPANY: N_("une entreprise signataire"),
    OrganisationKind.LOCAL_MISSION: N_("une mission locale"),
    OrganisationKind.REGIONAL_NETWORK: N_("une animation régionale"),
    OrganisationKind.PARTNER: N_("un partenaire"),
}
_SIGNATURES = {SignatureKind.FIRST: N_("la première"), SignatureKind.RENEWED: N_("un renouvellement")}
#: By field: the words of a closed vocabulary.
_WORDS: Mapping[str, Mapping[Any, str]] = {
    "organisation.kind": KINDS,
    "signature.kind": _SIGNATURES,
    "contact.role": contact_roles.ROLES,
    "contact.nature": contact_roles.NATURES,
}
#: The borders of today.
_TODAY = date(2016, 1, 1)
_BETWEEN = re.compile(r"[,;\n]+")


def choices(phrase: Phrase) -> tuple[tuple[str, str], ...]:
    """Return what may be chosen after a phrase: value and words; empty where something is typed."""
    if phrase.field == "organisation.region":
        return tuple((one.name, one.name) for one in geography.regions_at(_TODAY))
    if phrase.field == "organisation.size":
        return *((code, sirene.band_said(code)) for code in sirene.BANDS), (sirene.UNKNOWN_BAND, _("inconnu"))
    return tuple((str(key), _(said)) for key, said in _WORDS.get(phrase.field, {}).items())


def tree(condition: Condition) -> dict[str, Any] | None:
    """Return the JSON of a condition; `None` while something of it is not typed yet."""
    phrase, values = PHRASES[condition.key], [one.strip() for one in condition.values if one.strip()]
    value: Any
    match phrase.entry:
        case Entry.NOTHING:
            value = phrase.fixed
        case Entry.LIST:
            value = [one.strip() for text in values for one in _BETWEEN.split(text) if one.strip()] or None
        case Entry.CHOICES:
            value = values or None
        case Entry.PERIOD:
            value = values if len(values) == 2 else None
        case _:
            value = values[0] if values else None
    if value is None:
        return None
    node = {"segment": value} if phrase.entry is Entry.SEGMENT else {"field": phrase.field, phrase.operator: value}
    return {"not": node} if phrase.is_negated else node


def of_tree(node: Any) -> Condition | None:
    """Return the condition that a piece of JSON stands for; `None` when no phrase says it."""
    if not isinstance(node, Mapping):
        return None
    is_negated = set(node) == {"not"} and isinstance(node["not"], Mapping)
    inner = node["not"] if is_negated else node
    if set(inner) == {"segment"}:
        return Condition("pas-segment" if is_negated else "segment", (str(inner["segment"]),))
    operators = [name for name in inner if name != "field"]
    if "field" not in inner or len(operators) != 1:
        return None
    return _of_leaf(str(inner["field"]), str(operators[0]), inner[operators[0]], is_negated=is_negated)


def _of_leaf(field: str, operator: str, value: Any, *, is_negated: bool) -> Condition | None:
    if operator == "is_not" and not isinstance(value, list):
        operator, is_negated = "is", not is_negated
    for phrase in PHRASES.values():
        if phrase.field != field or phrase.is_negated is not is_negated:
            continue
        if (phrase.operator, operator) == ("in", "is"):
            return Condition(phrase.key, (str(value),))
        if phrase.operator == operator and (found := _typed(phrase, value)) is not None:
            return Condition(phrase.key, found)
    return None


def _typed(phrase: Phrase, value: Any) -> tuple[str, ...] | None:
    """Return a value as it would be typed; `None` when this phrase does not say it."""
    match phrase.entry:
        case Entry.NOTHING:
            return () if value is phrase.fixed else None
        case Entry.NUMBER:
            text = str(value).removeprefix("days:")
            return (text,) if text.isdigit() else None
        case Entry.LIST:
            return (", ".join(map(str, value)),)
        case Entry.CHOICES:
            known = dict(choices(phrase))
            return tuple(map(str, value)) if all(one in known for one in value) else None
        case Entry.PERIOD:
            return tuple(map(str, value))
    return (str(value),)
