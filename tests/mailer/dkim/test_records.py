"""What is published is what verifies."""

from __future__ import annotations

import re

import dns.rdata
import dns.rdataclass
import dns.rdatatype
import pytest
from dns.rdtypes.ANY.TXT import TXT

from mailer.dkim import Key, records


def test_a_record_names_its_key(both: tuple[Key, ...]) -> None:
    """Its kind, and the public key in base64."""
    rsa, ed25519 = map(records.record, both)

    assert re.fullmatch(r"v=DKIM1; k=rsa; p=[A-Za-z0-9+/]+=*", rsa)
    assert re.fullmatch(r"v=DKIM1; k=ed25519; p=[A-Za-z0-9+/]{43}=", ed25519)


def test_a_zone_holds_strings_of_255_octets(both: tuple[Key, ...]) -> None:
    """As a server of names reads the line: an RSA key needs two."""
    line = records.zone_line(both[0], "charte.example")
    owner, _in, text = line.partition(" IN TXT ")
    read = dns.rdata.from_text(dns.rdataclass.IN, dns.rdatatype.TXT, text.strip("() ").replace("\n", " "))

    assert owner == "2026a._domainkey.charte.example."
    assert isinstance(read, TXT)
    assert len(read.strings[0]) == 255
    assert b"".join(read.strings).decode() == records.record(both[0])


def test_without_a_domain_the_name_is_relative(both: tuple[Key, ...]) -> None:
    """Nobody said yet who writes."""
    assert records.name("2026a", "") == "2026a._domainkey"
    assert records.zone_line(both[1], "").startswith("2026e._domainkey IN TXT ( ")


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text,
        lambda text: text.replace("; ", ";"),
        lambda text: text.replace("; ", " ;\t") + ";",
        lambda text: text.removeprefix("v=DKIM1; "),
        lambda text: text.replace("p=", "t=s; p= ").replace("MII", "MI I"),
        lambda text: text.replace("; p", "; h=sha256; s=email; p"),
    ],
)
def test_a_record_may_be_written_in_other_ways(both: tuple[Key, ...], change: object) -> None:
    """Blanks, other tags, no version (RFC 6376 3.6.1)."""
    assert callable(change)
    assert all(records.publishes(change(records.record(key)), key) for key in both)


def test_an_rsa_record_may_leave_its_kind_out(both: tuple[Key, ...]) -> None:
    """RSA is what a record without `k=` means; Ed25519 is not."""
    rsa, ed25519 = (re.sub(" k=[a-z0-9]+;", "", records.record(key)) for key in both)

    assert records.publishes(rsa, both[0])
    assert not records.publishes(ed25519, both[1])


@pytest.mark.parametrize("text", ["", "v=DKIM1; p=", "v=DKIM1; k=rsa; p=AAAA", "v=DKIM1; p=é", "v=spf1 -all", ";=;"])
def test_another_record_is_another_key(both: tuple[Key, ...], text: str) -> None:
    """Absent, revoked, of another key, or no key at all."""
    assert not any(records.publishes(text, key) for key in both)
    assert not records.publishes(records.record(both[0]), both[1])
    assert not records.publishes(records.record(both[0]).replace("DKIM1", "DKIM2"), both[0])
