"""The small tables beside this module: real communes, invented names. Pure; refuses to interpret a cell."""

from __future__ import annotations

import csv
import random
from dataclasses import dataclass
from importlib import resources

#: The same seed always draws the same demo: it is the day the convention was signed.
SEED = 20090616


@dataclass(frozen=True)
class Commune:
    """A real commune."""

    commune: str
    postcode: str
    departement: str


def read(name: str) -> list[dict[str, str]]:
    """Return the lines of the table `name` by their headings."""
    file = resources.files("cli.demo").joinpath("rows", f"{name}.csv")
    return list(csv.DictReader(file.read_text("utf-8").splitlines(), delimiter=";"))


def place(row: dict[str, str]) -> Commune:
    """Return the place that a line of a table names."""
    return Commune(row["commune"], row["postcode"], row["departement"])


def draws() -> random.Random:
    """Return the random generator of a demo, in its initial state."""
    return random.Random(SEED)  # noqa: S311 -- this draws people on a stage, not keys


_STREETS = (
    "rue des Tilleuls", "avenue de la République", "place du Marché", "rue Jean-Jaurès", "boulevard de la Gare",
    "chemin des Vignes", "quai du Port", "rue de l’Église", "allée des Peupliers", "rue Victor-Hugo",
)  # fmt: skip


def street(chance: random.Random) -> str:
    """Draw the first line of an address."""
    return f"{chance.randrange(1, 120)}, {chance.choice(_STREETS)}"
