"""Why a reader receives some articles and not others, in one French sentence."""

from __future__ import annotations

from collections.abc import Sequence

from lists import geography
from runtime.language import N_, _

_KINDS = {"company": N_("les entreprises"), "local_mission": N_("les missions locales")}


def why(reached: Sequence[str], *, is_whole: bool) -> str:
    """Return the sentence, given the names of the targets that a reader belongs to, see `targets`."""
    if is_whole:
        return _("Aucun article n’est réservé à ce public, et aucun n’est pour tous : la lettre est entière.")
    if not reached:
        return _("Ce public reçoit les articles qui sont pour tous.")
    named = _(" et ").join(map(_words, reached))
    return _("Ce public reçoit les articles qui sont pour tous, et ceux pour {named}.").format(named=named)


def _words(name: str) -> str:
    """Return the words for a target: « les entreprises (Gironde) »."""
    audience, _at, places = name.partition("@")
    kinds = _(" et ").join(_(_KINDS[one]) for one in audience.split(",") if one) or _("tous")
    where = ", ".join(geography.territory(one).name for one in places.split(",") if one)
    return _("{kinds} ({where})").format(kinds=kinds, where=where) if where else kinds
