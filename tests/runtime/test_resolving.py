"""The domain name system, asked for real: a name server of this machine."""

from __future__ import annotations

import dns.resolver
import pytest

from runtime import resolving
from tests import names

ZONE = {
    ("brumevent.fr", "MX"): ["20 second.brumevent.fr.", "10 First.brumevent.fr."],
    ("brumevent.fr", "TXT"): ['"v=spf1 " "-all"', '"autre"'],
    ("jamais.fr", "MX"): ["0 ."],
    ("first.brumevent.fr", "A"): ["192.0.2.1"],
    ("first.brumevent.fr", "AAAA"): ["2001:db8::1"],
}


def test_exchangers_come_best_first() -> None:
    """As a server would try them (RFC 5321 5.1), without their final dot."""
    with names.serving(ZONE) as resolver:
        assert resolving.System(resolver).exchangers("brumevent.fr") == ["first.brumevent.fr", "second.brumevent.fr"]


def test_a_domain_may_say_that_it_takes_no_mail() -> None:
    """RFC 7505: a null MX is none."""
    with names.serving(ZONE) as resolver:
        assert resolving.System(resolver).exchangers("jamais.fr") == []


def test_the_strings_of_a_text_are_one() -> None:
    """RFC 7208 3.3: long keys are cut into pieces of 255."""
    with names.serving(ZONE) as resolver:
        assert sorted(resolving.System(resolver).texts("brumevent.fr")) == ["autre", "v=spf1 -all"]


def test_both_kinds_of_addresses_are_found() -> None:
    """A and AAAA."""
    with names.serving(ZONE) as resolver:
        found = resolving.System(resolver).addresses("first.brumevent.fr")

    assert sorted(found) == ["192.0.2.1", "2001:db8::1"]


@pytest.mark.parametrize("name", ["inconnu.fr", "first.brumevent.fr"])
def test_nothing_is_an_answer(name: str) -> None:
    """No such name, or no such record of it."""
    with names.serving(ZONE) as resolver:
        assert resolving.System(resolver).exchangers(name) == []


def test_silence_is_not_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Port 9 discards: whoever asks must not take that for « none »."""
    monkeypatch.setattr(resolving, "_LIFETIME", 0.2)
    resolver = dns.resolver.Resolver(configure=False)
    resolver.nameservers, resolver.port = ["127.0.0.1"], 9
    with pytest.raises(resolving.Silent):
        resolving.System(resolver).exchangers("brumevent.fr")


@pytest.mark.parametrize("name", ["lettre.example", "example", "a.b.test"])
def test_names_that_can_exist_nowhere_are_not_asked_for(name: str) -> None:
    """RFC 6761: the demo lives there."""
    resolver = dns.resolver.Resolver(configure=False)
    resolver.nameservers = []

    assert resolving.System(resolver).exchangers(name) == []
