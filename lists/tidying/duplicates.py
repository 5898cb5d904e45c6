"""Organisations that are probably there twice: one SIREN, names that are near, one address.

Near means the same words without their legal form, or a typing error between them, in one département.
Refuses to compare every name with every other: only those that share a word or their beginning.
"""

from __future__ import annotations

import difflib
import itertools
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy
from sqlmodel import Session, col

from lists.folding import fold
from lists.models import Organisation
from lists.tidying import told_apart
from lists.tidying.organisation_summaries import COLUMNS, OrganisationSummary

SAME_SIREN = "same_siren"
NEAR_NAMES = "near_names"
SAME_ADDRESS = "same_address"

#: Words that distinguish nothing, folded: legal forms, and what is written before names.
_EMPTY_WORDS = frozenset(
    ("sa", "sas", "sasu", "sarl", "eurl", "sci", "scop", "scic", "snc", "selarl", "ei", "eirl", "gie", "association",
     "assoc", "asso", "groupe", "societe", "ste", "ets", "etablissement", "etablissements", "entreprise", "et", "fils",
     "cie", "compagnie", "de", "du", "des", "la", "le", "les", "l", "d", "mission", "locale", "ml")
)  # fmt: skip
#: The similarity from which two names are near: one letter in ten may differ.
_NEAR = 0.9
_BEGINNING = 4
#: A word that more organisations than this share distinguishes nothing.
_COMMON = 40


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Organisations of one kind that are probably one."""

    #: Some of `same_siren`, `near_names`, `same_address`.
    reasons: tuple[str, ...]
    places: tuple[OrganisationSummary, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the shape that `relais readers tidy` promises."""
        return {"reasons": list(self.reasons), "organisations": [one.as_json() for one in self.places]}


@dataclass(frozen=True, slots=True)
class _Known:
    place: OrganisationSummary
    #: Street and postcode, folded; empty when either is not known.
    address: str
    #: Its name without the words that distinguish nothing.
    words: tuple[str, ...]

    @property
    def joined(self) -> str:
        return "".join(self.words)


def likely(session: Session) -> list[Duplicate]:
    """Return the groups of organisations that are probably one, by name; without those that were told apart."""
    address, postcode = col(Organisation.address), col(Organisation.postcode)
    known = [
        _Known(OrganisationSummary(*row[:-2]), _folded(row[-2], row[-1]), telling(row[2]))
        for row in session.execute(sqlalchemy.select(*COLUMNS, address, postcode))
    ]
    reasons: dict[tuple[OrganisationSummary, ...], list[str]] = defaultdict(list)
    for reason, groups in (
        (SAME_SIREN, _alike(known, lambda one: one.place.siren)),
        (NEAR_NAMES, _near(known)),
        (SAME_ADDRESS, _alike(known, lambda one: one.address)),
    ):
        for group in groups:
            reasons[tuple(sorted((one.place for one in group), key=lambda place: place.order))].append(reason)
    apart = told_apart.pairs(session)
    found = [
        Duplicate(tuple(why), places)
        for places, why in reasons.items()
        if not told_apart.are_apart([one.id for one in places], apart)
    ]
    return sorted(found, key=lambda one: [place.order for place in one.places])


def _folded(address: str | None, postcode: str | None) -> str:
    return f"{fold(address)} {postcode}" if address and postcode else ""


def telling(name: str) -> tuple[str, ...]:
    """Return the folded words of a name that distinguish it; all of them where none does."""
    words = tuple(fold(name).split())
    return tuple(word for word in words if word not in _EMPTY_WORDS) or words


def _alike(known: Iterable[_Known], key: Callable[[_Known], Any]) -> Iterator[Sequence[_Known]]:
    """Yield the groups of one kind that have one key."""
    groups: dict[tuple[str, Any], list[_Known]] = defaultdict(list)
    for one in known:
        if key(one):
            groups[one.place.kind, key(one)].append(one)
    return (group for group in groups.values() if len(group) > 1)


def _near(known: Sequence[_Known]) -> Iterator[Sequence[_Known]]:
    """Yield the groups of one kind and département whose names are near, directly or through others of the group."""
    groups: dict[int, list[_Known]] = {}
    for one, other in _pairs(known):
        if not _are_near(one.joined, other.joined):
            continue
        together = _group(groups, one)
        together += [met for met in _group(groups, other) if met not in together]
        groups |= {met.place.id: together for met in together}
    return iter({id(group): group for group in groups.values() if len(group) > 1}.values())


def _group(groups: dict[int, list[_Known]], one: _Known) -> list[_Known]:
    return groups.setdefault(one.place.id, [one])


def _pairs(known: Sequence[_Known]) -> Iterator[tuple[_Known, _Known]]:
    """Yield, once each, the pairs that are worth comparing."""
    blocks: dict[tuple[str, str | None, str], list[_Known]] = defaultdict(list)
    for one in known:
        for word in {*one.words, one.joined[:_BEGINNING]}:
            blocks[one.place.kind, one.place.departement, word].append(one)
    seen: set[tuple[int, int]] = set()
    for block in blocks.values():
        if len(block) > _COMMON:
            continue
        for one, other in itertools.combinations(block, 2):
            if (pair := (one.place.id, other.place.id)) not in seen:
                seen.add(pair)
                yield one, other


def _are_near(one: str, other: str) -> bool:
    if one == other:
        return True
    matcher = difflib.SequenceMatcher(None, one, other, autojunk=False)
    return matcher.real_quick_ratio() >= _NEAR and matcher.quick_ratio() >= _NEAR and matcher.ratio() >= _NEAR
