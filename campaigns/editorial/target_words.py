"""Why a reader receives some articles and not others, in one French sentence."""

from __future__ import annotations

from collections.abc import Sequence

from campaigns.editorial import wordings
from campaigns.editorial.wordings import Words
from lists import geography
from runtime.language import N_, _

_KINDS = {"company": N_("entreprises"), "local_mission": N_("structures locales")}


def why(reached: Sequence[str], *, is_whole: bool, words: Words = wordings.ORDINARY) -> str:
    """Return the sentence, given the names of the targets that a reader belongs to (see `targets`), in these words."""
    if is_whole:
        return _("Aucun article n’est réservé à ce public, et aucun n’est pour tous : la lettre est entière.")
    if not reached:
        return _("Ce public reçoit les articles qui sont pour tous.")
    named = _(" et ").join(_named(one, words) for one in reached)
    return _("Ce public reçoit les articles qui sont pour tous, et ceux pour {named}.").format(named=named)


def kinds(words: Words) -> dict[str, str]:
    """Return the kinds of readers that an article can be for, with their words."""
    return {name: kind(name, words) for name in _KINDS}


def kind(name: str, words: Words) -> str:
    """Return the words for a kind of readers: « les entreprises »."""
    return _("les {kinds}").format(kinds=words.kinds.get(name) or _(_KINDS[name]))


def _named(name: str, words: Words) -> str:
    """Return the words for a target: « les entreprises (Gironde) »."""
    audience, _at, places = name.partition("@")
    kinds = _(" et ").join(kind(one, words) for one in audience.split(",") if one) or _("tous")
    where = ", ".join(geography.territory(one).name for one in places.split(",") if one)
    return _("{kinds} ({where})").format(kinds=kinds, where=where) if where else kinds
