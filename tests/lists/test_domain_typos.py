"""Domains that look like a slip of the fingers."""

from __future__ import annotations

import pytest

from lists import domain_typos


@pytest.mark.parametrize(
    ("domain", "meant"),
    [
        ("gmial.fr", "gmail.com"),
        ("gmail.con", "gmail.com"),
        ("gmail.fr", "gmail.com"),
        ("hotmial.com", "hotmail.com"),
        ("orange.rf", "orange.fr"),
        ("wanado.fr", "wanadoo.fr"),
        ("lapost.net", "laposte.net"),
        ("outlok.fr", "outlook.fr"),
        ("yahhoo.com", "yahoo.com"),
    ],
)
def test_a_slip_is_seen(domain: str, meant: str) -> None:
    """A letter missing, added, other, swapped; or an ending that has no mail."""
    assert domain_typos.meant(domain) == meant


@pytest.mark.parametrize(
    "domain", ["gmail.com", "orange.fr", "entreprise.example", "fee.fr", "mail.com", "charte.example", "yahoo.co.uk"]
)
def test_what_may_well_be_right_is_left_alone(domain: str) -> None:
    """A short name is too near to too many others."""
    assert domain_typos.meant(domain) is None
