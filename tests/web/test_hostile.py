"""Whatever is asked of whatever route: an answer in French, never our fault, and never a way out of here."""

from __future__ import annotations

import re

import pytest

from campaigns.post import tokens
from campaigns.post.hits import counting
from runtime.installation import Installation
from tests.web.conftest import Ask, Site, browser
from tests.web.test_app import routes
from tests.web.test_routes import examples, publish

__all__ = ["examples", "publish"]
METHODS = ("HEAD", "OPTIONS", "PUT", "DELETE", "PATCH", "TRACE", "QUERY")
#: Where the root of the site leads: a path alone.
HOME = "/l/"
#: This machine has no limit: each request reaches its page.
HERE = "127.0.0.1"
#: In place of a part of a path: what PostgreSQL has no room for, what is no text, what goes up.
PARTS = (
    "%00",
    "x%00",
    "9" * 18,
    "9" * 40,
    "2147483648",
    "-1",
    "%ED%A0%80",
    "%FF",
    "..%2f..%2fetc",
    "%E2%80%AE",
    "a" * 3000,
)
_HOLE = re.compile(r"\{[^}]+\}")


@pytest.mark.dialects
def test_no_part_of_a_path_is_our_fault(site: Site) -> None:
    """Every route: never a failure of ours, never a redirection, and always a page of the policy."""
    known = sorted({path for path, _methods in routes(site.opened)})
    asked = [(method, path, part) for path in known if "{" in path for part in PARTS for method in ("GET", "POST")]
    asked += [(method, path, "%00") for path in known for method in METHODS]
    for method, path, part in asked:
        answer = site.ask(method, _HOLE.sub(lambda _found, part=part: part, path), HERE)  # type: ignore[misc]

        assert answer.status_code < 500, (method, path, part)
        assert answer.headers.get("location", HOME) == HOME, (method, path, part)
        assert answer.headers["content-security-policy"].startswith("default-src 'none'"), (method, path, part)


@pytest.mark.dialects
def test_no_field_of_a_form_is_our_fault(site: Site, examples: dict[str, str]) -> None:
    """With tokens that work: what a form holds is as hostile as its address."""
    names = ("email", "contact", "letter", "which", "agreed", "departement", "why", "first_name", "phone", "confirmed")
    for path, example in examples.items():
        for value in ("\0", "\x01", "9" * 40, "\ud800", "\u202e", "x" * 500, "a@b\0.example", "0", "-1"):
            asked = site.post(example, HERE, {name: value.encode("utf-8", "surrogatepass") for name in names})

            assert asked.status_code < 500, (path, value)


def test_no_route_is_led_elsewhere_by_its_host(site: Site, examples: dict[str, str]) -> None:
    """With a slash too many and without, and whatever a proxy is said to have seen."""
    for path, example in examples.items():
        for asked in (example, f"{example}/", example.rstrip("/"), f"/{example}", f"{example}//evil.example/"):
            answer = site.ask(
                "GET", asked, HERE, Host="evil.example", X_Forwarded_Host="evil.example", X_Forwarded_Proto="http"
            )
            location = answer.headers.get("location", "")

            assert "evil.example" not in location + answer.text, (path, asked)
            assert location in ("", HOME) or path == "/l/c/{token:path}", (path, asked)
    counting.settle(counting.Counter(site.opened), site.pages.spool)


def test_the_methods_of_an_address_are_all_named(site: Site, examples: dict[str, str]) -> None:
    """To whoever asks which there are, and to whoever used another one."""
    told: dict[str, set[str]] = {}
    for path, methods in routes(site.opened):
        told.setdefault(path, set()).update(methods)
    for path, methods in told.items():
        if path == "/l/static":
            continue
        options, refused = site.ask("OPTIONS", examples[path], HERE), site.ask("TRACE", examples[path], HERE)

        assert (options.status_code, refused.status_code) == (204, 405), path
        assert (
            set(options.headers["allow"].split(", "))
            == methods | {"OPTIONS"}
            == set(refused.headers["allow"].split(", "))
        )


@pytest.mark.parametrize(
    "kind", ["multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=x"]
)
@pytest.mark.parametrize("path", ["/l/moi", "/l/s/lettre"])
def test_a_broken_form_is_refused_in_french(ask: Ask, list_id: int, path: str, kind: str) -> None:
    """Not in the words of the library that could not read it."""
    answer = ask("POST", path, content=b"--x\r\nbroken", headers={"Content-Type": kind})

    assert answer.headers["content-type"].startswith("text/html")
    assert "boundary" not in answer.text
    assert answer.status_code in (400, 404, 422)


def test_a_token_has_one_spelling(opened: Installation, list_id: int) -> None:
    """The alphabet of addresses, and no padding; anything else was made by somebody."""
    ask, key = browser(opened), b"\xfb\xef\xbe" * 5 + b"\xfb"
    written = tokens.mint_leave(opened.keyring, list_id, 7, key)
    others = {written.replace("-", "+"), written.replace("_", "/"), f"{written}=", f"{written}==", f"{written}\n"}

    assert ask("GET", f"/l/u/{written}").status_code == 200
    assert {tokens.find_leave(opened.keyring, other) for other in others - {written}} == {None}
