"""The address of the next server, read from one line."""

from __future__ import annotations

import pytest

from mailer import errors, next_hops
from mailer.next_hops import Hop, Security


@pytest.mark.parametrize(
    ("url", "hop"),
    [
        ("smtp://mx.exemple.fr", Hop("mx.exemple.fr", 25)),
        ("smtp://127.0.0.1:2525", Hop("127.0.0.1", 2525)),
        ("smtp://[::1]:2525/", Hop("::1", 2525)),
        ("smtp+starttls://a:b@mx.exemple.fr", Hop("mx.exemple.fr", 587, Security.STARTTLS, "a", "b")),
        ("smtps://l%40m.fr:p%40%3A%2F%25@mx.fr", Hop("mx.fr", 465, Security.TLS, "l@m.fr", "p@:/%")),
        ("smtp://a:b@localhost:1025", Hop("localhost", 1025, Security.NONE, "a", "b")),
    ],
)
def test_an_address_is_read(url: str, hop: Hop) -> None:
    """Ports may be left out; user name and password are percent-encoded."""
    assert next_hops.parse(url) == hop


@pytest.mark.parametrize(
    "url",
    [
        "",
        "mx.exemple.fr",
        "http://mx.exemple.fr",
        "smtp://",
        "smtp://mx.fr:99999",
        "smtp://mx.fr:0",
        "smtp://mx.fr/inbox",
        "smtp://mx.fr?x=1",
        "smtps://a@mx.fr",
        "smtps://:b@mx.fr",
        "smtps://a:b%0D%0Ax@mx.fr",
        "smtp://mx fr",
    ],
)
def test_what_is_no_address_of_a_server_is_refused(url: str) -> None:
    """Nothing is guessed."""
    with pytest.raises(errors.HopRefused):
        next_hops.parse(url)


def test_a_password_does_not_travel_in_clear() -> None:
    """Except to this machine itself."""
    with pytest.raises(errors.HopRefused, match="en clair"):
        next_hops.parse("smtp://a:b@mx.exemple.fr")


def test_a_password_is_shown_nowhere() -> None:
    """Neither by the hop nor by an error."""
    assert "secret" not in repr(next_hops.parse("smtps://a:secret@mx.fr"))
    with pytest.raises(errors.HopRefused) as refused:
        next_hops.parse("smtp://a:secret@mx.fr")
    assert "secret" not in str(refused.value)
