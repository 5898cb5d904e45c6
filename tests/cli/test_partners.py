"""`relais partners`: set from a day on, listed with their past."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Relais

SET = ("partners", "set", "cnml", "--name", "Conseil national des missions locales")


def test_a_partner_is_set_from_a_day_on(founded: Relais) -> None:
    """With its logo, which is copied."""
    told = founded(*SET, "--logo", "picture.png", "--logo-alt", "CNML", "--url", "https://cnml.example",
                   "--from", "2009-06-16", "--json").document  # fmt: skip

    assert set(told) == {"code", "name", "mention", "url", "logo", "logo_alt", "from", "to"}
    assert (told["from"], told["to"]) == ("2009-06-16", None)


def test_the_past_is_listed(founded: Relais) -> None:
    """Newest first."""
    founded(*SET, "--from", "2009-06-16")
    founded("partners", "set", "cnml", "--mention", "Partenaire national", "--from", "2010-06-16")

    listed = founded("partners", "list", "--json").document
    assert [(one["from"], one["to"]) for one in listed] == [("2010-06-16", None), ("2009-06-16", "2010-06-15")]
    assert "du 16\u00a0juin 2009 au 15\u00a0juin 2010" in founded("partners", "list").out


@pytest.mark.parametrize(
    ("options", "named"),
    [(("--from", "demain"), "demain"), (("--logo", "fake.png", "--logo-alt", "x"), "fake.png"),
     (("--logo", "picture.png"), "--logo-alt"), (("--name", ""), "--name")],
)  # fmt: skip
def test_what_cannot_be_used_is_named(founded: Relais, options: tuple[str, ...], named: str) -> None:
    """And nothing is kept."""
    told = founded(*SET, *options)

    assert told.code == 2
    assert named in told.err
    assert founded("partners", "list", "--json").document == []
