"""`relais providers`: what ships is shown, changed, and refused in one sentence where it makes no sense."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from mailer import pacing
from tests.cli.conftest import Relais

KEYS = {"name", "title", "connections", "letters", "per_second", "domains", "exchangers", "rests_until"}


def shown(relais: Relais, name: str) -> dict[str, Any]:
    """Return one provider as it is listed."""
    listed: list[dict[str, Any]] = relais("providers", "list", "--json").document
    return next(one for one in listed if one["name"] == name)


def test_what_ships_is_listed(founded: Relais) -> None:
    """Before anything was ever sent; a limit that is none says so."""
    listed = founded("providers", "list", "--json").document
    words = founded("providers", "list").out

    assert [one["name"] for one in listed] == [group.name for group in pacing.GROUPS]
    assert all(set(one) == KEYS for one in listed)
    assert "Orange, Wanadoo" in words
    assert "sans limite" in words


def test_what_is_given_is_changed_and_the_rest_stays(founded: Relais) -> None:
    """Zero takes a limit away."""
    told = founded("providers", "set", "orange", "--connections", 1, "--letters", 0, "--per-second", 0.5, "--json")

    assert told.code == 0
    assert told.document == shown(founded, "orange")
    assert (told.document["connections"], told.document["letters"], told.document["per_second"]) == (1, None, 0.5)
    assert "wanadoo.fr" in told.document["domains"]


def test_everything_together_has_a_rate(founded: Relais) -> None:
    """And nothing else."""
    assert founded("providers", "set", "all", "--per-second", 20).code == 0
    assert shown(founded, "all")["per_second"] == 20


def test_a_provider_can_be_added(founded: Relais) -> None:
    """With its domains, written as the DNS writes them, and its servers."""
    told = founded("providers", "set", "region", "--title", "La région", "--domain", "Région.fr",
                   "--domain", "laregion.fr", "--exchanger", "mx.laregion.fr", "--json")  # fmt: skip

    assert told.document["domains"] == ["xn--rgion-bsa.fr", "laregion.fr"]
    assert shown(founded, "region")["exchangers"] == ["mx.laregion.fr"]


@pytest.mark.parametrize(
    ("options", "named"),
    [
        (("orange", "--connections", -1), "--connections"), (("orange", "--letters", "dix"), "dix"),
        (("orange", "--per-second", "nan"), "nan"), (("orange", "--per-second", "1e9"), "--per-second"),
        (("all", "--connections", 3), "all"), (("all", "--domain", "un.fr"), "all"),
        (("others", "--domain", "un.fr"), "others"), (("sfr", "--domain", "wanadoo.fr"), "wanadoo.fr"),
        (("oragne", "--connections", 1), "oragne"), (("La Région", "--domain", "un.fr"), "La Région"),
        (("orange", "--domain", "pas un domaine"), "pas un domaine"), (("orange", "--title", ""), "orange"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused(
    founded: Relais, kept: Callable[[], list[str]], options: tuple[object, ...], named: str
) -> None:
    """In one sentence that names it; nothing is kept."""
    before = kept()
    told = founded("providers", "set", *options)

    assert told.code == 2
    assert named in told.err
    assert len(told.err.splitlines()) == 1
    assert kept() == before
