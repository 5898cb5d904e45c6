"""Who speaks for each partner in the year of the demo: one person leaves, and for a month nobody follows."""

from __future__ import annotations

from datetime import date
from functools import partial

from campaigns.partnership.designations import verbs
from campaigns.partnership.designations.verbs import Naming, Role
from cli.demo.cast import Cast
from cli.demo.year.playing import CHARTE, CNML, FIRST, Scene, moment
from runtime.installation import Installation

#: The last day of whoever follows the partnership at the CNML, and the first of who comes next.
_LEFT, _CAME = date(2010, 3, 31), date(2010, 5, 3)


def scenes(cast: Cast, actor: str) -> list[Scene]:
    """Return who is designated when."""
    told = [
        _followed(cast, CHARTE),
        _followed(cast, CNML, until=_LEFT),
        Naming(CHARTE, Role.EXCHANGE, "Solange Exemple", "solange.exemple@charte.example", FIRST),
        Naming(CNML, Role.EXCHANGE, "Loïc Exemple", "loic.exemple@cnml.example", FIRST),
        Naming(CHARTE, Role.STEERING, "Camille Dorval-Exemple", "camille.dorval@charte.example", FIRST),
        Naming(CNML, Role.STEERING, "Noël Exemple", "noel.exemple@cnml.example", FIRST),
        Naming(CNML, Role.FOLLOW_UP, "Maïté Exemple", "maite.exemple@cnml.example", _CAME),
    ]
    return [Scene(moment(one.since, 10), partial(_designate, naming=one, actor=actor), is_quiet=True) for one in told]


def _followed(cast: Cast, side: str, until: date | None = None) -> Naming:
    person = cast.partners[side]
    name = f"{person.first_name} {person.last_name}"
    return Naming(side, Role.FOLLOW_UP, name, person.email, FIRST, until, function=person.function)


def _designate(opened: Installation, naming: Naming, actor: str) -> None:
    verbs.add(opened, naming, actor)
