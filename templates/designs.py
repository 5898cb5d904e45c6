"""The designs that an issue may have: the same letter, laid out in another way.

A design is a folder below `designs/`: its files stand in for the common ones of the same name, in HTML and in the text
part, and may call those by `common/`. The first design is the common files themselves, so it has no folder. Refuses to
change what a letter says by law: imprint, way out and reasons are common to all.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from runtime.language import N_, _
from templates import errors

#: The design of who chose none.
INSTITUTIONAL = "institutional"
#: Key -> name, and when to choose it.
DESIGNS = {
    INSTITUTIONAL: (
        N_("Institutionnelle"),
        N_("Sobre : le sommaire, puis les articles entiers, rubrique après rubrique."),
    ),
    "magazine": (
        N_("Magazine"),
        N_("Une grande image à la une, puis des accroches en images : la suite se lit sur le web."),
    ),
    "brief": (
        N_("Brève"),
        N_("Une liste à parcourir en deux minutes : un titre et une phrase par article, sans images."),
    ),
    "cobranded": (
        N_("Bipartite"),
        N_("Les logos des partenaires côte à côte, à la même hauteur, au-dessus d’articles entiers."),
    ),
}


@dataclass(frozen=True)
class Design:
    """One design."""

    key: str
    #: In French, as people choose it.
    name: str
    #: What it is good for, one French sentence.
    sentence: str

    def as_json(self) -> dict[str, Any]:
        """Return it by the names that scripts know."""
        return {"design": self.key, "name": self.name, "sentence": self.sentence}


def listed() -> tuple[Design, ...]:
    """Return every design, the one of who chose none first."""
    return tuple(Design(key, _(name), _(sentence)) for key, (name, sentence) in DESIGNS.items())


def known(key: str) -> Design:
    """Return a design by its key.

    Raises:
        errors.DesignUnknown.
    """
    for one in listed():
        if one.key == key:
            return one
    raise errors.DesignUnknown(design=key, known=", ".join(DESIGNS))


def folder(key: str) -> str:
    """Return the folder that holds the files of a design, below that of the templates; empty for the common files."""
    return "" if key in ("", INSTITUTIONAL) else f"designs/{key}"
