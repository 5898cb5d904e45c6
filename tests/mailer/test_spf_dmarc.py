"""Reading what a domain publishes: SPF and DMARC as they are found in the wild."""

from __future__ import annotations

import pytest

from mailer import spf_dmarc
from mailer.spf_dmarc import Dmarc
from runtime import resolving
from tests.names import Names


@pytest.mark.parametrize("text", ["v=spf1", "v=spf1 -all", "V=SPF1 mx ~all"])
def test_an_spf_record_is_known_by_its_beginning(text: str) -> None:
    """RFC 7208 4.5: the version, then a space or nothing."""
    names = Names(txt={"charte.fr": ["autre chose", text, "v=spf10 -all", " v=spf1"]})

    assert spf_dmarc.spf(names, "charte.fr") == [text]


@pytest.mark.parametrize(
    ("text", "is_open"),
    [
        ("v=spf1 +all", True),
        ("v=spf1 mx all", True),
        ("v=spf1 mx ALL", True),
        ("v=spf1 -all", False),
        ("v=spf1 mx ~all", False),
        ("v=spf1 include:all.example ?all", False),
    ],
)
def test_a_record_that_lets_everybody_in_is_seen(text: str, is_open: bool) -> None:
    """Without a sign, `all` means `+all`."""
    assert spf_dmarc.is_open(text) is is_open


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("v=DMARC1; p=none", Dmarc("charte.fr", "none", is_watched=False)),
        ("v=DMARC1;p=Reject;rua=mailto:d@charte.fr", Dmarc("charte.fr", "reject", is_watched=True)),
        ("v=DMARC1 ; p = quarantine ; pct=50; rua= mailto:x", Dmarc("charte.fr", "quarantine", is_watched=True)),
        ("v=DMARC1; p=reject; np=reject; psd=n; t=y", Dmarc("charte.fr", "reject", is_watched=False)),
        ("v=DMARC1", Dmarc("charte.fr", "", is_watched=False)),
    ],
)
def test_a_dmarc_record_is_read(text: str, expected: Dmarc) -> None:
    """With the tags of RFC 7489 and those of RFC 9989."""
    assert spf_dmarc.dmarc(Names(txt={"_dmarc.charte.fr": [text]}), "charte.fr") == expected


def test_a_subdomain_obeys_the_record_above_it() -> None:
    """What is asked of it is `sp`, else `p`."""
    above = {"_dmarc.charte.fr": ["v=DMARC1; p=reject; sp=none"]}

    assert spf_dmarc.dmarc(Names(txt=above), "lettre.paris.charte.fr") == Dmarc("charte.fr", "none", is_watched=False)
    own = above | {"_dmarc.lettre.charte.fr": ["v=DMARC1; p=quarantine"]}
    assert spf_dmarc.dmarc(Names(txt=own), "lettre.charte.fr") == Dmarc(
        "lettre.charte.fr", "quarantine", is_watched=False
    )


def test_a_long_name_is_not_climbed_step_by_step() -> None:
    """RFC 9989 4.10: eight questions at most."""
    names = Names()
    spf_dmarc.dmarc(names, "a.b.c.d.e.f.g.h.i.j.k.fr")

    assert names.asked[:3] == ["_dmarc.a.b.c.d.e.f.g.h.i.j.k.fr", "_dmarc.f.g.h.i.j.k.fr", "_dmarc.g.h.i.j.k.fr"]
    assert len(names.asked) == 8


@pytest.mark.parametrize("texts", [[], ["v=DMARC2; p=none"], ["v=DMARC1; p=none", "v=DMARC1; p=reject"]])
def test_no_record_and_several_are_none(texts: list[str]) -> None:
    """Nobody obeys two."""
    assert spf_dmarc.dmarc(Names(txt={"_dmarc.charte.fr": texts}), "charte.fr") is None


def test_silence_is_passed_on() -> None:
    """It is not « there is none »."""
    with pytest.raises(resolving.Silent):
        spf_dmarc.dmarc(Names(is_silent=True), "charte.fr")
