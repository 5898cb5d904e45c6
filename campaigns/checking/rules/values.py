"""What readers' own values do to the letter: what no letter may hold, slips of the pen, sites that cannot be linked."""

from __future__ import annotations

from collections.abc import Iterator

from campaigns.checking.drafts import Draft
from campaigns.checking.findings import Seen
from campaigns.checking.rules.rule import Basis, blocks, warns
from runtime.language import N_, _, ngettext

#: How many missions locales a sentence names.
_NAMED = 3
#: What people call the merge fields that are written as they are.
_FIELDS = {
    "civilite": N_("la civilité"),
    "prenom": N_("le prénom"),
    "nom": N_("le nom"),
    "fonction": N_("la fonction"),
    "organisation": N_("le nom de l’organisation"),
    "collected_from": N_("l’origine de l’adresse"),
    "to": N_("l’adresse électronique"),
    "mission_locale": N_("le nom de la mission locale"),
    "ml_address": N_("l’adresse de la mission locale"),
    "ml_phone": N_("le téléphone de la mission locale"),
    "ml_names": N_("le nom d’une mission locale du département"),
    "rn_name": N_("le nom de l’animation régionale"),
    "rn_phone": N_("le téléphone de l’animation régionale"),
}


def unsafe(draft: Draft) -> Iterator[Seen]:
    """Every reader's own values may stand in a letter: otherwise theirs would be refused, one by one."""
    for name, (many, contact) in draft.values.unsafe.items():
        if name in _FIELDS:
            message = ngettext(
                "Une lettre ne pourrait pas partir : {field} contient un caractère interdit (contact n° {id}). "
                "Corrigez cette valeur.",
                "{n} lettres ne pourraient pas partir : {field} contient un caractère interdit (contact n° {id}, par "
                "exemple). Corrigez ces valeurs.",
                many,
            )
            yield Seen(message.format(n=many, field=_(_FIELDS[name]), id=contact))


def doubtful(draft: Draft) -> Iterator[Seen]:
    """No domain looks like a slip of the pen."""
    for domain, (meant, many) in draft.values.doubtful.items():
        message = ngettext(
            "{n} adresse se termine par « {domain} » : n’est-ce pas « {meant} » ? Corrigez-la avant l’envoi.",
            "{n} adresses se terminent par « {domain} » : n’est-ce pas « {meant} » ? Corrigez-les avant l’envoi.",
            many,
        )
        yield Seen(message.format(n=many, domain=domain, meant=meant))


def sites(draft: Draft) -> Iterator[Seen]:
    """The site of every mission locale can be linked; otherwise the letter names it without."""
    without = draft.values.without_site
    if without:
        named = ", ".join(f"{name} ({code})" for name, code in without[:_NAMED])
        message = ngettext(
            "Le site de {n} mission locale n’est pas une adresse utilisable, la lettre l’omet : {named}. Corrigez-le.",
            "Les sites de {n} missions locales ne sont pas des adresses utilisables, la lettre les omet : {named}. "
            "Corrigez-les.",
            len(without),
        )
        yield Seen(message.format(n=len(without), named=named + (", …" if len(without) > _NAMED else "")))


RULES = (
    blocks("unsafe_reader", unsafe, Basis.PEOPLE),
    warns("doubtful_address", doubtful, Basis.PEOPLE),
    warns("mission_site", sites, Basis.PEOPLE),
)
