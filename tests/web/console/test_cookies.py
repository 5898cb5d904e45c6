"""The session and the sentence of the next page, as a browser keeps them."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from runtime.keyring import Keyring
from web.console import cookies

KEYS = Keyring(b"s" * 32, {1: b"a" * 32})


def asking(scheme: str, **held: str) -> Request:
    jar = "; ".join(f"{name.replace('_', '-')}={value}" for name, value in held.items())
    headers = [(b"cookie", jar.encode()), (b"host", b"relais.example")]
    return Request({"type": "http", "scheme": scheme, "path": "/", "headers": headers, "query_string": b""})


def test_behind_tls_no_other_site_of_the_domain_can_set_the_session() -> None:
    """`__Host-` is set by this host alone, over TLS alone (RFC 6265bis 4.1.3.2)."""
    answer = Response()
    cookies.open_(asking("https"), answer, "jeton")

    assert answer.headers["set-cookie"].startswith("__Host-relais=jeton; HttpOnly;")
    assert "Secure" in answer.headers["set-cookie"]
    assert cookies.session(asking("https", relais="autre")) == ""


def test_on_ones_own_machine_it_works_without_tls() -> None:
    """A first look needs no certificate."""
    answer = Response()
    cookies.open_(asking("http"), answer, "jeton")

    assert "Secure" not in answer.headers["set-cookie"]
    assert cookies.session(asking("http", relais="jeton")) == "jeton"


def test_a_sentence_that_others_wrote_is_not_said() -> None:
    """Another program of the domain may set a cookie, but signs it with no key of ours."""
    answer = Response()
    cookies.say(answer, KEYS, "Article enregistré.")
    signed = answer.headers["set-cookie"].partition("=")[2].partition(";")[0].strip('"')

    assert cookies.said(asking("http", relais_dit=signed), KEYS) == "Article enregistré."
    for forged in ("", "x", signed[:-4] + "AAAA", "w6k="):
        assert cookies.said(asking("http", relais_dit=forged), KEYS) == ""
