"""What an administrator types about how long things are kept, and an officer about who was silent."""

from __future__ import annotations

from tests.cli import files
from tests.cli.conftest import Relais


def test_terms_are_shown_and_set(founded: Relais) -> None:
    """One for everything, one for a list; refused beyond the law, in one sentence."""
    shown = {one["name"]: one for one in founded("retention", "show", "--json").document}
    assert (shown["contact"]["value"], shown["contact"]["unit"], shown["backup"]["keeper"]) == (
        36, "months", "administrator",
    )  # fmt: skip
    named = founded("retention", "set", "contact", 24, "--list", "Liste de diffusion", "--json").document
    assert named[0]["lists"] == {"Liste de diffusion": 24}
    for wrong in (("contact", 37), ("backup", 10), ("rien", 10), ("delivery", 6, "--list", "Liste de diffusion")):
        said = founded("retention", "set", *wrong)
        assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)


def test_the_rehearsal_says_what_would_go(founded: Relais) -> None:
    """In words and in JSON; nothing is due on the first day."""
    rehearsed = founded("retention", "run", "--dry-run", "--json").document
    assert set(rehearsed["things"].values()) == {0}
    assert "Personnes effacées" in founded("retention", "run").out


def test_nobody_is_silent_on_the_first_day(composed: Relais) -> None:
    """And a sign of life is noted."""
    assert composed("readers", "stale", "--json").document == []
    assert "Aucun contact inactif." in composed("readers", "stale").out
    assert composed("readers", "keep", files.ZOE, "--evidence", "au téléphone", "--json").document == {"contacts": 1}
    assert composed("readers", "keep", "x@y.example", "--evidence", "au téléphone").code == 2
