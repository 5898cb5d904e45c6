"""What is refused of a password, and how one is recognised."""

from __future__ import annotations

import pytest

from accounts import errors, passwords


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("onze signes", "12"),
        ("x" * 201, "200"),
        ("bonjour claire !", "votre nom"),
        ("l’été chez AUBRÝ", "votre nom"),
        ("partenariat-relu", "votre adresse"),
        ("MotDePasse2026!", "en premier"),
        ("M0td3p@sse-2026", "en premier"),
        ("azertyuiop123", "en premier"),
        ("poiuytreza99", "en premier"),
        ("abcabcabcabcab", "en premier"),
        ("0612345678910", "en premier"),
        ("Newsletter2009", "en premier"),
        ("Soleil Bonjour 12", "en premier"),
    ],
)
def test_what_others_would_guess_is_refused(password: str, why: str) -> None:
    """With a reason that says what to do better."""
    with pytest.raises(errors.PasswordRefused, match=why) as refused:
        passwords.require_good(password, "claire@partenariat.example", "Claire Aubry")
    assert password not in str(refused.value)


@pytest.mark.parametrize(
    "password", ["quatre mots bien choisis", "7#9k2!x3-5q8", "Le facteur passe en avril", "中文密码也可以用在这里吧"]
)
def test_what_is_ones_own_passes(password: str) -> None:
    """No digit, capital or sign is asked for."""
    passwords.require_good(password, "claire@partenariat.example", "Claire Aubry")


def test_a_password_is_recognised_however_it_was_typed() -> None:
    """A Mac composes é of two signs."""
    kept = passwords.make_hash("re\u0301daction du matin")

    assert kept.startswith("$argon2id$")
    assert passwords.fits(kept, "r\u00e9daction du matin")
    assert not passwords.fits(kept, "redaction du matin")
    assert not passwords.is_outdated(kept)


def test_nobody_has_a_password_that_fits() -> None:
    """And the work is done all the same: the time tells nothing."""
    assert passwords.is_outdated(passwords._nobodys()) is False
    assert not passwords.fits(None, "quatre mots bien choisis")
    assert not passwords.fits("damaged", "quatre mots bien choisis")
