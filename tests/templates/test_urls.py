"""Addresses are written the one way that every client understands, or refused."""

from __future__ import annotations

import pytest

from templates import errors, urls


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("https://mission-évry.fr/é?q=à b#ç", "https://xn--mission-vry-ibb.fr/%C3%A9?q=%C3%A0%20b#%C3%A7"),
        (" http://a.example:8080/x ", "http://a.example:8080/x"),
        ("https://a.example/déjà%20vu", "https://a.example/d%C3%A9j%C3%A0%20vu"),
        ("mailto:réseau@a.example", "mailto:r%C3%A9seau@a.example"),
        ('https://a.example/"><b>', "https://a.example/%22%3E%3Cb%3E"),
        ("tel:+33102030405", "tel:+33102030405"),
        ("tel:01%2002.03 04-05", "tel:0102030405"),
    ],
)
def test_an_address_becomes_ascii(typed: str, written: str) -> None:
    """Hosts as A-labels, the rest percent-encoded once."""
    assert urls.normalised(typed) == written


@pytest.mark.parametrize(
    "typed",
    [
        "javascript:x", "//a.example", "https://", "https://a b/", "https://[x", "http://a:99999/", "tel:accueil",
        "https://nom:secret@a.example/", r"https://a.example\@b.example/", r"https://a.example/a\b",
    ],
)  # fmt: skip
def test_other_addresses_are_refused(typed: str) -> None:
    """With a reason."""
    with pytest.raises(errors.AddressRefused):
        urls.normalised(typed)


def test_a_picture_is_on_the_web_or_in_the_letter() -> None:
    """Nothing inline, nothing on disk."""
    assert urls.image("cid:photo@relais") == "cid:photo@relais"
    with pytest.raises(errors.AddressRefused):
        urls.image("data:image/png;base64,AA")
