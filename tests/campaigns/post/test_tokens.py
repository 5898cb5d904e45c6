"""Tokens: their content is read back, a changed token is refused, and previews hold no token that works."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.post import link_errors, tokens
from runtime.keyring import Keyring

KEYS = Keyring(suppression=b"s" * 32, signing={1: b"k" * 32})
TOKEN = tokens.mint_leave(KEYS, 3, 2**40, b"a" * 16)


def test_a_leave_token_says_what_it_was_made_of() -> None:
    """List, delivery and key come back."""
    assert tokens.Leave(3, 2**40, b"a" * 16) == tokens.read_leave(KEYS, TOKEN)


@given(st.integers(0, len(TOKEN) * 6 - 1))
def test_one_changed_bit_is_refused(bit: int) -> None:
    """Every bit of the token is covered by its signature."""
    raw = bytearray(base64.urlsafe_b64decode(TOKEN))
    raw[bit // 8] ^= 1 << bit % 8
    with pytest.raises(link_errors.LeaveRefused):
        tokens.read_leave(KEYS, base64.urlsafe_b64encode(bytes(raw)).decode())


@given(st.text(max_size=80))
def test_anything_else_is_refused(text: str) -> None:
    """Whatever somebody puts behind the address is refused in one way."""
    with pytest.raises(link_errors.LeaveRefused):
        tokens.read_leave(KEYS, text)


def test_a_token_of_an_older_key_still_works() -> None:
    """The newest key signs, all of them verify."""
    newer = Keyring(suppression=b"s" * 32, signing={1: b"k" * 32, 2: b"n" * 32})

    assert tokens.read_leave(newer, TOKEN).mailing_list_id == 3


def test_a_token_of_another_installation_is_refused() -> None:
    """Another key, another house."""
    with pytest.raises(link_errors.LeaveRefused):
        tokens.read_leave(Keyring(suppression=b"s" * 32, signing={1: b"x" * 32}), TOKEN)


def test_the_inert_token_has_the_same_length_and_does_nothing() -> None:
    """A preview is as long as the letter, and nobody can leave by it."""
    assert len(TOKEN) == len(tokens.INERT_LEAVE)
    with pytest.raises(link_errors.LeaveRefused):
        tokens.read_leave(KEYS, tokens.INERT_LEAVE)


def test_the_envelope_sender_survives_a_server_that_folds_case() -> None:
    """It is lower case and fits into a local part."""
    local = tokens.mint_bounce(KEYS, 2**40, "charte.example").partition("@")[0]

    assert local == local.lower()
    assert len(local) <= 64


def test_a_message_id_is_the_same_at_every_attempt_and_another_for_another_letter() -> None:
    """A resend carries the same Message-ID."""
    assert tokens.message_id(b"s" * 16, 1, "charte.example") == tokens.message_id(b"s" * 16, 1, "charte.example")
    assert tokens.message_id(b"s" * 16, 1, "charte.example") != tokens.message_id(b"s" * 16, 2, "charte.example")


LINK = tokens.Link(campaign_id=4, number=7, destination_id=2**31)


def test_a_link_token_says_what_it_was_made_of() -> None:
    """Campaign, link and destination come back; no reader is in it."""
    assert tokens.read_link(KEYS, tokens.mint_link(KEYS, LINK)) == LINK


@given(st.integers(0, 28 * 6 - 1))
def test_one_changed_bit_of_a_link_is_refused(bit: int) -> None:
    """Nobody leads our readers elsewhere, or counts for another campaign."""
    raw = bytearray(base64.urlsafe_b64decode(tokens.mint_link(KEYS, LINK)))
    raw[bit // 8] ^= 1 << bit % 8
    with pytest.raises(link_errors.LinkRefused):
        tokens.read_link(KEYS, base64.urlsafe_b64encode(bytes(raw)).decode())


def test_links_have_one_length() -> None:
    """A letter that is looked at is as long as the one that leaves."""
    last = tokens.Link(2**32 - 1, 2**16 - 1, 2**32 - 1)

    assert len(tokens.mint_link(KEYS, tokens.Link(0, 1, 1))) == len(tokens.mint_link(KEYS, last))


def test_a_measure_token_names_a_delivery() -> None:
    """And an inert one of equal length names none."""
    token = tokens.mint_measure(KEYS, 2**40)

    assert tokens.read_measure(KEYS, token) == 2**40
    assert len(token) == len(tokens.INERT_MEASURE)
    assert tokens.read_measure(KEYS, tokens.INERT_MEASURE) is None


def test_a_token_of_one_kind_is_none_of_another() -> None:
    """The purpose is part of the signature."""
    assert tokens.read_measure(KEYS, tokens.mint_link(KEYS, LINK)) is None
    with pytest.raises(link_errors.LinkRefused):
        tokens.read_link(KEYS, tokens.mint_measure(KEYS, 1))
