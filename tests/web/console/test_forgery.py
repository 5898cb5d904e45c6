"""Nobody acts in the name of whoever is signed in: a request says by itself who wrote it."""

from __future__ import annotations

import pytest

from tests.web.console.officers import ORIGIN
from web.console import forgery
from web.errors import Forged

HOST = {"host": "relais.example"}
#: What each of four forgers can have a browser send.
FORGERIES = {
    "cross-site": {"sec-fetch-site": "cross-site", "origin": "https://evil.example"},
    "same-site": {"sec-fetch-site": "same-site", "origin": "https://evil.relais.example"},
    "foreign origin": {"origin": "http://evil.example"},
    "null origin": {"origin": "null"},
}


@pytest.mark.parametrize("headers", FORGERIES.values(), ids=FORGERIES)
@pytest.mark.parametrize("has_session", [True, False])
def test_a_forged_request_is_refused(headers: dict[str, str], has_session: bool) -> None:
    """Without a session too: somebody could be signed in to another's account."""
    with pytest.raises(Forged):
        forgery.require_ours("POST", HOST | headers, "http://relais.example", has_session=has_session)


def test_a_session_alone_proves_nothing() -> None:
    """A browser that says neither is none; a program without a session may ask."""
    with pytest.raises(Forged):
        forgery.require_ours("POST", HOST, "http://relais.example", has_session=True)
    forgery.require_ours("POST", HOST, "http://relais.example", has_session=False)


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "same-origin", "origin": "null"},
        {"sec-fetch-site": "none"},
        {"origin": ORIGIN},
        {"origin": "https://lettre.partenariat.example"},
    ],
    ids=["our page", "typed by hand", "over plain HTTP", "behind a proxy that names itself"],
)
def test_our_own_pages_are_let_in(headers: dict[str, str]) -> None:
    """Over plain HTTP to a name, browsers send no Sec-Fetch-Site."""
    forgery.require_ours("POST", HOST | headers, "https://lettre.partenariat.example/", has_session=True)


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
def test_looking_needs_no_proof(method: str) -> None:
    """GET changes nothing."""
    forgery.require_ours(method, HOST | {"sec-fetch-site": "cross-site"}, "", has_session=True)
